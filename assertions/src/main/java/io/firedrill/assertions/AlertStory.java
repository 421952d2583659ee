package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.alert.AlertPeriod;
import io.firedrill.evidence.alert.AlertState;
import io.firedrill.evidence.alert.AlertTimeline;
import io.firedrill.evidence.alert.AlertmanagerAlert;
import io.firedrill.evidence.alert.AlertmanagerAlert.View;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** One alert as all witnesses saw it: Prometheus' series, Alertmanager's view, the notifications. */
record AlertStory(Evidence evidence, AlertTimeline timeline) {
    /** So many evaluations may be missing in a row before they count as evaluations that found nothing. */
    static final int HOLE = 5;

    /** The stories of all alerts that a selector matches. */
    static List<AlertStory> of(Evidence evidence, AlertSelector selector) {
        return evidence.alerts().stream()
                .filter(selector::selects)
                .map(timeline -> new AlertStory(evidence, timeline))
                .toList();
    }

    /** Those of them that fired or were delivered, if there are such; one that was only pending has nothing to deliver. */
    static List<AlertStory> heard(Evidence evidence, AlertSelector selector) {
        return preferred(of(evidence, selector), AlertStory::isHeard);
    }

    boolean isHeard() {
        return !firings().isEmpty() || !alarms().isEmpty();
    }

    /** Those of them that were still there at an offset or came later, if there are such. */
    static List<AlertStory> since(Evidence evidence, AlertSelector selector, Duration offset) {
        return preferred(
                of(evidence, selector),
                story -> story.timeline().periods().stream()
                        .anyMatch(period -> period.to().plus(story.interval()).compareTo(offset) >= 0));
    }

    private static List<AlertStory> preferred(List<AlertStory> stories, Predicate<AlertStory> wanted) {
        List<AlertStory> those = stories.stream().filter(wanted).toList();
        return those.isEmpty() ? stories : those;
    }

    String name() {
        return timeline.alert() + AlertSelector.text(timeline.labels());
    }

    String pointer() {
        return "/alerts/" + evidence.alerts().indexOf(timeline);
    }

    /** How often its rule is evaluated. */
    Duration interval() {
        return Rules.interval(evidence, new AlertSelector(timeline.alert(), timeline.labels()));
    }

    /** Stretches of firing; missing evaluations don't end one, a pending period does. */
    List<Episode> firings() {
        List<Episode> firings = new ArrayList<>();
        Optional<AlertPeriod> before = Optional.empty();
        for (AlertPeriod period : timeline.periods()) {
            if (period.state() == AlertState.FIRING) {
                boolean on = before.filter(last -> last.state() == AlertState.FIRING && continues(last, period))
                        .isPresent();
                Duration from = on ? firings.remove(firings.size() - 1).from() : period.from();
                firings.add(new Episode(from, period.to()));
            }
            before = Optional.of(period);
        }
        return List.copyOf(firings);
    }

    /**
     * Whether there are only missing evaluations between two neighbours. A few look alike; and without being pending first,
     * an alert whose rule has a {@code for} cannot fire anew, however long nothing was evaluated.
     */
    boolean continues(AlertPeriod before, AlertPeriod next) {
        boolean near = next.from().minus(before.to()).compareTo(interval().multipliedBy(HOLE)) <= 0;
        return before.state() == AlertState.PENDING ? near : next.state() == AlertState.FIRING && (near || waits());
    }

    private boolean waits() {
        return Rules.of(evidence, new AlertSelector(timeline.alert(), timeline.labels()))
                .filter(rule -> !rule.holdFor().isZero())
                .isPresent();
    }

    /** The first stretch of firing that begins at or after an offset. */
    Optional<Episode> firing(Duration earliest) {
        return firings().stream()
                .filter(firing -> firing.from().compareTo(earliest) >= 0)
                .findFirst();
    }

    /** The pending stretch that leads, unbroken, to a firing evaluation. */
    Optional<AlertPeriod> pendingBefore(Duration firing) {
        return timeline.periods().stream()
                .filter(period -> period.from().compareTo(firing) < 0)
                .reduce((earlier, later) -> later)
                .filter(period -> period.state() == AlertState.PENDING);
    }

    List<AlertmanagerAlert> routed() {
        return evidence.routed().stream()
                .filter(alert -> isMine(alert.labels()))
                .toList();
    }

    List<View> views() {
        return routed().stream()
                .flatMap(alert -> alert.views().stream())
                .sorted(Comparator.comparing(View::from))
                .toList();
    }

    /** Alertmanager's labels, or Prometheus' where Alertmanager never had it. */
    Map<String, String> labels() {
        return routed().stream()
                .map(AlertmanagerAlert::labels)
                .findFirst()
                .orElseGet(() -> Map.copyOf(Routes.withName(timeline)));
    }

    SortedSet<String> receivers() {
        SortedSet<String> receivers = new TreeSet<>();
        views().forEach(view -> receivers.addAll(view.receivers()));
        return receivers;
    }

    List<String> routedPointers() {
        return routed().stream()
                .map(alert -> "/routed/" + evidence.routed().indexOf(alert))
                .toList();
    }

    List<String> pointers() {
        return IntStream.rangeClosed(0, routedPointers().size())
                .mapToObj(i -> i == 0 ? pointer() : routedPointers().get(i - 1))
                .toList();
    }

    /** All its deliveries, firing and resolved, in order of arrival. */
    List<Delivery> deliveries() {
        return Delivery.of(evidence, this::isMine);
    }

    List<Delivery> alarms() {
        return deliveries().stream().filter(Delivery::firing).toList();
    }

    /** The last word by a way that it took, if it came at or after an offset and says resolved. */
    Optional<Delivery> resolved(Way way, Duration after) {
        return deliveries().stream()
                .filter(delivery -> delivery.way().equals(way) && delivery.accepted())
                .reduce((earlier, later) -> later)
                .filter(last -> !last.firing() && last.at().compareTo(after) >= 0);
    }

    /** External labels may have been added on the way, so the timeline with most of the labels owns them. */
    boolean isMine(Map<String, String> labels) {
        return owns(timeline, labels)
                && evidence.alerts().stream()
                        .filter(other -> owns(other, labels))
                        .allMatch(other ->
                                other.labels().size() <= timeline.labels().size());
    }

    private static boolean owns(AlertTimeline timeline, Map<String, String> labels) {
        return timeline.alert().equals(labels.get("alertname"))
                && labels.entrySet().containsAll(timeline.labels().entrySet());
    }
}
