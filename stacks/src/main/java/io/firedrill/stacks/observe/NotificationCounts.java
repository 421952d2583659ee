package io.firedrill.stacks.observe;

import io.firedrill.stacks.observe.AlertmanagerClient.Alert;
import io.firedrill.stacks.observe.AlertmanagerClient.Group;
import io.firedrill.stacks.observe.CountedRise.Candidate;
import io.firedrill.stacks.observe.CountedRise.Ended;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Follows what one Alertmanager counts of its notifications, and beside each rise of a count which groups were there to be told
 * of. A rise counts once the next sample confirms it: an attempt is counted a moment before its failure is. What a notification that
 * fails at first, or takes long, was begun with is not known. Thread-safe.
 */
final class NotificationCounts {
    /** How long before it is counted a notification may have begun, whose first attempt took less than a second. */
    private static final Duration BEGINS = Duration.ofMillis(1500);

    private final Duration tolerance;
    private final Map<Map<String, String>, Double> confirmed = new HashMap<>();
    private final Map<CountSample.Key, Map<String, Ended>> ended = new HashMap<>();
    /** Also those that Alertmanager has dropped since: while Prometheus repeats that an alert is over, it makes them anew. */
    private final Set<CountSample.Key> hidden = new HashSet<>();

    private final List<CountedRise> rises = new ArrayList<>();
    private final Map<CountSample.Key, Set<String>> standing = new HashMap<>();
    private final Set<String> concerned = new HashSet<>();
    private final Map<CountSample.Key, Instant> changed = new HashMap<>();
    private Optional<CountSample> before = Optional.empty();
    private Optional<CountSample> last = Optional.empty();
    private final Set<Map<String, String>> failed = new HashSet<>();
    private Instant begun = Instant.EPOCH;
    private int unseen;
    private boolean obscured;

    /** {@code tolerance}: how long groups may be left alone without one of them coming and going unseen. */
    NotificationCounts(Duration tolerance) {
        this.tolerance = tolerance;
    }

    synchronized void add(CountSample sample) {
        if (last.isEmpty()) {
            sample.groups().forEach((key, group) -> standing.put(key, fingerprints(group)));
            confirmed.putAll(sample.taken());
            begun = sample.at();
            unseen = Math.max(0, sample.hidden());
        } else if (before.isEmpty()) {
            confirmed.replaceAll(
                    (labels, value) -> Math.min(value, sample.taken().getOrDefault(labels, value)));
        }
        sample.groups().keySet().stream()
                .filter(key -> !isStanding(key, sample))
                .forEach(key -> concerned.add(key.receiver()));
        last.ifPresent(current -> before.ifPresent(previous -> compare(previous, current, sample)));
        before = last;
        last = Optional.of(sample);
    }

    /** Whether a count was followed at all. */
    synchronized boolean followed() {
        return before.isPresent();
    }

    /** The labels of all counts. */
    synchronized Set<Map<String, String>> counts() {
        return Set.copyOf(confirmed.keySet());
    }

    /** The receivers of groups that came, or changed: of those it must be known what they were told. */
    synchronized Set<String> concerned() {
        return Set.copyOf(concerned);
    }

    /** Each rise, in order. */
    synchronized List<CountedRise> rises() {
        return List.copyOf(rises);
    }

    private void compare(CountSample from, CountSample to, CountSample after) {
        boolean restarted = from.process() != to.process();
        if (restarted) {
            beginAnew(to);
        }
        List<Candidate> candidates = candidates(from, to);
        boolean obscuredBefore = obscured;
        leave(from, to);
        boolean others = unseen > 0;
        unseen = Math.max(0, Math.min(unseen, to.hidden()));
        obscured = to.hidden() < 0 || to.hidden() > hidden.size() + unseen;
        fail(from, to);
        boolean unclear = restarted
                || obscuredBefore
                || obscured
                || Duration.between(from.at(), to.at()).compareTo(tolerance) > 0;
        to.taken().forEach((labels, value) -> {
            double sure = Math.min(value, after.taken().getOrDefault(labels, value));
            if (sure > confirmed.getOrDefault(labels, 0.0)) {
                rises.add(new CountedRise(
                        from.asked(),
                        to.at(),
                        labels,
                        candidates,
                        unclear || mayBeOld(labels, from, after),
                        others ? Optional.of(begun) : Optional.empty()));
            }
            confirmed.put(labels, sure);
        });
    }

    private void beginAnew(CountSample first) {
        confirmed.replaceAll((labels, value) -> 0.0);
        ended.clear();
        hidden.clear();
        begun = first.at();
        unseen = Integer.MAX_VALUE;
    }

    /** An attempt failed before, or took long: what comes through after all was begun with what was there at first. */
    private boolean mayBeOld(Map<String, String> labels, CountSample from, CountSample after) {
        return failed.contains(labels)
                || after.slow().getOrDefault(labels, 0.0) > from.slow().getOrDefault(labels, 0.0);
    }

    /** Whoever could not be told is told later. */
    private void fail(CountSample from, CountSample to) {
        to.failed().forEach((labels, failures) -> {
            if (failures > from.failed().getOrDefault(labels, 0.0)) {
                failed.add(labels);
            }
        });
    }

    private List<Candidate> candidates(CountSample from, CountSample to) {
        return Stream.of(from.groups().keySet(), to.groups().keySet(), hidden)
                .flatMap(Set::stream)
                .distinct()
                .map(key -> new Candidate(
                        key,
                        hidden.contains(key)
                                ? List.of()
                                : firing(
                                        Optional.ofNullable(from.groups().get(key)),
                                        Optional.ofNullable(to.groups().get(key))),
                        gone(key, to),
                        from.groups().containsKey(key) || to.groups().containsKey(key),
                        isSettled(key, from, to),
                        standing.containsKey(key)))
                .toList();
    }

    /** One that is alone in its group, and always was, is what its notifications are about, whenever they began. */
    private boolean isSettled(CountSample.Key key, CountSample from, CountSample to) {
        boolean alone =
                ended.getOrDefault(key, Map.of()).isEmpty() && shown(key, to).size() == 1;
        boolean same = shown(key, from).equals(shown(key, to));
        return (alone && (same || shown(key, from).isEmpty()))
                || (same
                        && !changed.getOrDefault(key, Instant.EPOCH)
                                .plus(BEGINS)
                                .isAfter(from.at()));
    }

    /** Without those that have come back. */
    private List<Ended> gone(CountSample.Key key, CountSample to) {
        Set<String> back = shown(key, to);
        return ended.getOrDefault(key, Map.of()).values().stream()
                .filter(each -> !back.contains(each.alert().fingerprint()))
                .toList();
    }

    private boolean isStanding(CountSample.Key key, CountSample sample) {
        return sample.groups().containsKey(key) && shown(key, sample).equals(standing.get(key));
    }

    /** Those that fired all the time; of a group that has just come its only one. */
    private static List<Alert> firing(Optional<Group> from, Optional<Group> to) {
        if (to.isEmpty()) {
            return List.of();
        }
        List<Alert> now = active(to.get());
        if (from.isEmpty()) {
            return to.get().alerts().size() == 1 ? now : List.of();
        }
        List<String> then = active(from.get()).stream().map(Alert::fingerprint).toList();
        return now.stream().filter(alert -> then.contains(alert.fingerprint())).toList();
    }

    private static List<Alert> active(Group group) {
        return group.alerts().stream()
                .filter(alert -> alert.state().equals("active"))
                .toList();
    }

    private void leave(CountSample from, CountSample to) {
        Stream.of(from.groups().keySet(), to.groups().keySet())
                .flatMap(Set::stream)
                .filter(key -> !shown(key, from).equals(shown(key, to)))
                .forEach(key -> changed.put(key, to.at()));
        from.groups().forEach((key, group) -> {
            Set<String> stay = shown(key, to);
            group.alerts().stream()
                    .filter(alert -> !stay.contains(alert.fingerprint()))
                    .forEach(alert -> note(key, alert, to.at()));
            if (!to.groups().containsKey(key)) {
                hidden.add(key);
            }
        });
        to.groups().forEach((key, group) -> {
            hidden.remove(key);
            fingerprints(group)
                    .forEach(back -> ended.getOrDefault(key, new HashMap<>()).remove(back));
        });
    }

    private void note(CountSample.Key key, Alert alert, Instant at) {
        ended.computeIfAbsent(key, any -> new HashMap<>()).put(alert.fingerprint(), new Ended(alert, at));
    }

    private static Set<String> shown(CountSample.Key key, CountSample sample) {
        return Optional.ofNullable(sample.groups().get(key))
                .map(NotificationCounts::fingerprints)
                .orElse(Set.of());
    }

    private static Set<String> fingerprints(Group group) {
        Set<String> all = new HashSet<>();
        group.alerts().forEach(alert -> all.add(alert.fingerprint()));
        return all;
    }
}
