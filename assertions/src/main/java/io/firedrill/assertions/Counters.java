package io.firedrill.assertions;

import io.firedrill.evidence.CounterReading;
import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.traffic.LedgerEntry;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Counter readings beside what the ledger counted. */
final class Counters {
    private static final Pattern JOB = Pattern.compile("\\bjob=\"([^\"]+)\"");

    private Counters() {}

    static Optional<CounterReading> named(Evidence evidence, String name) {
        return evidence.counters().stream()
                .filter(counter -> counter.name().equals(name))
                .findFirst();
    }

    static String pointer(Evidence evidence, CounterReading counter) {
        return "/counters/" + evidence.counters().indexOf(counter);
    }

    /** It was not read, or saw nothing. */
    static Optional<Obstacle> unread(Evidence evidence, String name) {
        return unreliable(evidence, name)
                .or(() -> named(evidence, name)
                        .filter(counter -> counter.seenAfter() == 0)
                        .map(counter -> new Obstacle(
                                "its query returned no series: "
                                        + counter.source().locator(),
                                "",
                                List.of(pointer(evidence, counter)))));
    }

    /** It was not read, or was reset. */
    static Optional<Obstacle> unreliable(Evidence evidence, String name) {
        Optional<CounterReading> counter = named(evidence, name);
        if (counter.isEmpty()) {
            return Optional.of(new Obstacle("the drill read no counter \"" + name + "\"", "", List.of("/counters")));
        }
        boolean reset = counter.get().increase() < 0
                || counter.get().seenAfter() < counter.get().seenBefore();
        return reset
                ? Optional.of(new Obstacle(
                        "the counter was reset: %s in %d series before, %s in %d after"
                                .formatted(
                                        Words.number(counter.get().before()),
                                        counter.get().seenBefore(),
                                        Words.number(counter.get().after()),
                                        counter.get().seenAfter()),
                        "",
                        List.of(pointer(evidence, counter.get()))))
                : Optional.empty();
    }

    /** Its query could have added up what two targets scrape from one place; one that names other jobs could not. */
    static boolean isFedTwice(Evidence evidence, CounterReading counter) {
        List<String> jobs = JOB.matcher(URLDecoder.decode(counter.source().locator(), StandardCharsets.UTF_8))
                .results()
                .map(found -> found.group(1))
                .toList();
        return Metrics.duplicates(evidence).stream()
                .anyMatch(group -> group.stream()
                                .filter(target -> jobs.isEmpty() || jobs.contains(target.job()))
                                .count()
                        > 1);
    }

    static long answered(Evidence evidence) {
        return evidence.ledger().stream()
                .filter(entry -> entry.status().isPresent())
                .count();
    }

    /** Requests that the system may or may not have seen. */
    static long unanswered(Evidence evidence) {
        return evidence.ledger().size() - answered(evidence);
    }

    /** Requests answered with a 5xx status. */
    static long errors(Evidence evidence) {
        return evidence.ledger().stream()
                .map(LedgerEntry::status)
                .filter(status -> status.filter(code -> code >= 500).isPresent())
                .count();
    }
}
