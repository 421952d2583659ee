package io.firedrill.stacks.observe;

import io.firedrill.evidence.Gap;
import io.firedrill.evidence.Source;
import io.firedrill.evidence.Witness;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Collects what could not be read, each thing once. Thread-safe. */
final class Gaps {
    private final Set<Gap> gaps = new LinkedHashSet<>();

    synchronized void add(Witness witness, String reason, Source source) {
        add(new Gap(witness, reason, source));
    }

    synchronized void add(Gap gap) {
        gaps.add(gap);
    }

    synchronized List<Gap> list() {
        return List.copyOf(gaps);
    }

    /** What could be read, or the fallback and a gap. Whatever goes wrong costs this one reading only. */
    <T> T read(Witness witness, Source source, T fallback, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (RuntimeException e) {
            String message = said(e);
            add(witness, message.lines().findFirst().orElse(message), source);
            return fallback;
        }
    }

    /** What went wrong, in the words of the failure. */
    static String said(RuntimeException e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }
}
