package io.firedrill.stacks.observe;

import io.firedrill.evidence.Source;
import io.firedrill.evidence.alert.AlertmanagerAlert;
import io.firedrill.stacks.observe.AlertmanagerClient.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Folds polls of Alertmanager's alerts into views: equal neighbours become one. A poll that does not see the alert, or
 * too long a time without a poll, ends a view. Thread-safe.
 */
final class AlertViews {
    /** What was the same in every poll from {@code from} to {@code to}; {@code poll} is the number of the last one. */
    private record Stretch(Alert alert, Instant from, Instant to, int poll) {}

    private final Duration tolerance;
    private final Map<String, List<Stretch>> stretches = new LinkedHashMap<>();
    private int polls;

    /** {@code tolerance} is the longest time between two polls that a view survives. */
    AlertViews(Duration tolerance) {
        this.tolerance = tolerance;
    }

    synchronized void add(Instant at, List<Alert> seen) {
        polls++;
        for (Alert alert : seen) {
            List<Stretch> known = stretches.computeIfAbsent(alert.fingerprint(), key -> new ArrayList<>());
            Optional<Stretch> open = known.isEmpty() ? Optional.empty() : Optional.of(known.get(known.size() - 1));
            if (open.isPresent() && continues(open.get(), alert, at)) {
                known.set(known.size() - 1, new Stretch(alert, open.get().from(), at, polls));
            } else {
                known.add(new Stretch(alert, at, at, polls));
            }
        }
    }

    private boolean continues(Stretch open, Alert alert, Instant at) {
        return open.poll() == polls - 1
                && open.alert().equals(alert)
                && Duration.between(open.to(), at).compareTo(tolerance) <= 0;
    }

    /** In order of first sight; what began after {@code end} is left out, what lasted longer is cut. */
    synchronized List<AlertmanagerAlert> fold(Instant zero, Instant end, Source source) {
        List<AlertmanagerAlert> alerts = new ArrayList<>();
        stretches.forEach((fingerprint, known) -> {
            List<AlertmanagerAlert.View> views = known.stream()
                    .filter(stretch -> !stretch.from().isAfter(end))
                    .map(stretch -> view(stretch, zero, end))
                    .toList();
            if (!views.isEmpty()) {
                alerts.add(
                        new AlertmanagerAlert(fingerprint, known.get(0).alert().labels(), views, source));
            }
        });
        return alerts;
    }

    private static AlertmanagerAlert.View view(Stretch stretch, Instant zero, Instant end) {
        Instant to = stretch.to().isAfter(end) ? end : stretch.to();
        Alert alert = stretch.alert();
        return new AlertmanagerAlert.View(
                Duration.between(zero, stretch.from()),
                Duration.between(zero, to),
                alert.state(),
                alert.receivers(),
                alert.silencedBy(),
                alert.inhibitedBy(),
                alert.mutedBy());
    }
}
