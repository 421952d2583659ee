package io.firedrill.stacks.observe;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a search found.
 *
 * @param traceIds 32 hex digits each, sorted
 * @param unsure windows whose page was full although they cannot be split: there may be more in them
 */
public record TraceSearch(Set<String> traceIds, List<TraceQuery> unsure) {
    /** More pages than this are a search for everything, which no backend is made for. */
    private static final int PAGES = 1000;

    /** Copies the list. */
    public TraceSearch {
        unsure = List.copyOf(unsure);
    }

    /**
     * Whether nothing can have been left out by the size of pages.
     *
     * @return false if the absence of a trace proves nothing
     */
    public boolean isComplete() {
        return unsure.isEmpty();
    }

    static TraceSearch of(TraceBackend backend, TraceQuery whole) {
        Set<String> ids = new TreeSet<>();
        List<TraceQuery> unsure = new ArrayList<>();
        Deque<TraceQuery> windows = new ArrayDeque<>(List.of(whole));
        for (int pages = 0; !windows.isEmpty(); pages++) {
            TraceQuery window = windows.pop();
            if (pages == PAGES) {
                unsure.add(window);
                unsure.addAll(windows);
                break;
            }
            TracePage page = backend.page(window);
            ids.addAll(page.traceIds());
            if (page.full() && window.length().compareTo(backend.resolution()) > 0) {
                windows.push(window.within(window.middle(), window.to()));
                windows.push(window.within(window.from(), window.middle()));
            } else if (page.full()) {
                unsure.add(window);
            }
        }
        return new TraceSearch(ids, unsure);
    }
}
