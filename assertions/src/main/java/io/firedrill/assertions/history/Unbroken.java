package io.firedrill.assertions.history;

import io.firedrill.evidence.history.Firing;
import io.firedrill.evidence.history.Stretch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Joins what only looks like two firings, because nothing was stored in between. */
final class Unbroken {
    private Unbroken() {}

    /** The firings in order of time, those of one alert on both sides of a blind stretch as one. */
    static List<Firing> over(List<Firing> firings, List<Stretch> blind) {
        Map<List<Object>, List<Firing>> alerts =
                firings.stream().collect(Collectors.groupingBy(firing -> List.of(firing.alert(), firing.labels())));
        return alerts.values().stream()
                .flatMap(one -> joined(one, blind))
                .sorted(Comparator.comparing(Firing::from).thenComparing(Firing::toString))
                .toList();
    }

    private static Stream<Firing> joined(List<Firing> alert, List<Stretch> blind) {
        List<Firing> joined = new ArrayList<>();
        for (Firing next :
                alert.stream().sorted(Comparator.comparing(Firing::from)).toList()) {
            int last = joined.size() - 1;
            if (last >= 0 && isHidden(joined.get(last), next, blind)) {
                Firing before = joined.remove(last);
                joined.add(new Firing(before.alert(), before.labels(), before.from(), next.to()));
            } else {
                joined.add(next);
            }
        }
        return joined.stream();
    }

    /** Something blind is between them: whether it stopped firing there is not known. */
    private static boolean isHidden(Firing before, Firing next, List<Stretch> blind) {
        return blind.stream().anyMatch(each -> each.meets(before.to(), next.from()));
    }
}
