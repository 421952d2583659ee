package io.firedrill.stacks.observe;

import io.firedrill.evidence.Configuration;
import io.firedrill.evidence.Source;
import io.firedrill.evidence.alert.Notification;
import io.firedrill.evidence.alert.Receiver;
import io.firedrill.evidence.alert.Route;
import io.firedrill.stacks.observe.CountedRise.Candidate;
import io.firedrill.stacks.observe.CountedRise.Ended;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who was told of what, as far as counts tell: a rise that only one group can have caused is a notification of that group, any
 * other one is a doubt. Confined to one thread.
 */
final class CountFolding {
    private static final Duration ENDLESS = Duration.ofDays(1000);

    private record Reached(Map<String, String> count, CountSample.Key group) {}

    private record Told(Map<String, String> count, CountSample.Key group, Ended alert) {}

    private record Doubt(CountedRise rise, List<Candidate> possible, boolean obscured) {
        boolean concerns(String receiver) {
            return obscured
                    || possible.isEmpty()
                    || possible.stream().anyMatch(each -> each.key().receiver().equals(receiver));
        }
    }

    private final List<Receiver> receivers;
    private final Duration patience;
    private final Set<Map<String, String>> counts;
    private final Instant zero;
    private final Set<Told> told = new HashSet<>();
    private final Set<Reached> reached = new HashSet<>();
    private final List<Notification> notifications = new ArrayList<>();
    private final List<Doubt> doubts = new ArrayList<>();

    /** {@code counts}: the labels of each that was followed. */
    CountFolding(Configuration configuration, Set<Map<String, String>> counts, Instant zero) {
        this.receivers = configuration.receivers();
        this.patience = configuration.routes().stream()
                .map(Route::groupInterval)
                .max(Duration::compareTo)
                .orElse(ENDLESS)
                .multipliedBy(2);
        this.counts = Set.copyOf(counts);
        this.zero = zero;
    }

    /** In order of time; {@code sender} is whose counts they are. */
    CountFolding add(List<CountedRise> rises, Source source, Optional<String> sender) {
        for (CountedRise rise : rises) {
            List<Candidate> possible = rise.candidates().stream()
                    .filter(each -> isPossible(rise, each))
                    .toList();
            List<Notification.Item> items =
                    possible.size() == 1 && possible.get(0).settled() ? items(rise, possible.get(0)) : List.of();
            possible.forEach(each -> reached.add(new Reached(rise.labels(), each.key())));
            boolean obscured = isObscured(rise);
            if (obscured || items.isEmpty()) {
                doubts.add(new Doubt(rise, possible, obscured));
            } else {
                notifications.add(notification(rise, possible.get(0), items, source, sender));
                untold(rise, possible.get(0))
                        .forEach(each ->
                                told.add(new Told(rise.labels(), possible.get(0).key(), each)));
            }
        }
        return this;
    }

    List<Notification> notifications() {
        return List.copyOf(notifications);
    }

    /** Why they may not be all that some receivers were told; what another integration tells them for sure does not count. */
    List<String> gaps(Set<String> concerned) {
        return doubts.stream()
                .filter(doubt ->
                        concerned.stream().filter(doubt::concerns).anyMatch(receiver -> isOpen(receiver, doubt.rise())))
                .map(CountFolding::text)
                .distinct()
                .toList();
    }

    /** A hidden group tells its end at its next flush, whose attempts may last until the one after. */
    private boolean isObscured(CountedRise rise) {
        return rise.obscured()
                || rise.hiddenSince()
                        .filter(since ->
                                Duration.between(since, rise.earliest()).compareTo(patience) < 0)
                        .isPresent();
    }

    private boolean isPossible(CountedRise rise, Candidate candidate) {
        String receiver = candidate.key().receiver();
        return mayReach(rise, receiver)
                && (candidate.shown()
                        || (mayKnow(rise, candidate) && !untold(rise, candidate).isEmpty()));
    }

    private boolean mayReach(CountedRise rise, String receiver) {
        return rise.names(receiver)
                && integrations(receiver).anyMatch(each -> each.kind().equals(rise.integration()));
    }

    /** The end of what nobody was told of is not told either. */
    private boolean mayKnow(CountedRise rise, Candidate candidate) {
        return candidate.old() || reached.contains(new Reached(rise.labels(), candidate.key()));
    }

    private List<Ended> untold(CountedRise rise, Candidate candidate) {
        boolean tells = integrations(candidate.key().receiver())
                .anyMatch(each -> each.kind().equals(rise.integration()) && each.tellsResolved());
        return tells
                ? candidate.ended().stream()
                        .filter(each -> !told.contains(new Told(rise.labels(), candidate.key(), each)))
                        .toList()
                : List.of();
    }

    private List<Notification.Item> items(CountedRise rise, Candidate candidate) {
        return Stream.concat(
                        candidate.firing().stream()
                                .map(alert -> new Notification.Item(
                                        true,
                                        alert.labels(),
                                        Map.of(),
                                        since(rise.at()),
                                        Optional.empty(),
                                        alert.fingerprint())),
                        untold(rise, candidate).stream()
                                .map(each -> new Notification.Item(
                                        false,
                                        each.alert().labels(),
                                        Map.of(),
                                        since(rise.at()),
                                        Optional.of(since(each.left())),
                                        each.alert().fingerprint())))
                .toList();
    }

    private Notification notification(
            CountedRise rise,
            Candidate candidate,
            List<Notification.Item> items,
            Source source,
            Optional<String> sender) {
        return Notification.taken(
                since(rise.at()),
                candidate.key().receiver(),
                rise.integration(),
                candidate.key().labels().toString(),
                items,
                source,
                sender,
                Optional.of(since(rise.earliest())));
    }

    private boolean isOpen(String receiver, CountedRise rise) {
        return mayReach(rise, receiver) && !isHeardElsewise(receiver, rise.integration());
    }

    /** By another integration, which tells the end as well, and whose every rise is known; and by this one never for sure. */
    private boolean isHeardElsewise(String receiver, String integration) {
        boolean relied = notifications.stream()
                .anyMatch(each ->
                        each.receiver().equals(receiver) && each.integration().equals(integration));
        return !relied
                && integrations(receiver)
                        .filter(each -> each.tellsResolved() && !each.kind().equals(integration))
                        .map(Receiver.Integration::kind)
                        .anyMatch(other -> isCounted(receiver, other)
                                && doubts.stream()
                                        .noneMatch(doubt ->
                                                doubt.rise().integration().equals(other) && doubt.concerns(receiver)));
    }

    private boolean isCounted(String receiver, String integration) {
        return counts.stream()
                .anyMatch(labels ->
                        CountedRise.integration(labels).equals(integration) && CountedRise.names(labels, receiver));
    }

    private Stream<Receiver.Integration> integrations(String receiver) {
        return receivers.stream()
                .filter(each -> each.name().equals(receiver))
                .flatMap(each -> each.integrations().stream());
    }

    private Duration since(Instant instant) {
        return Duration.between(zero, instant);
    }

    private static String text(Doubt doubt) {
        String who = doubt.possible().stream()
                .map(each -> each.key().receiver())
                .distinct()
                .sorted()
                .collect(Collectors.joining(" or "));
        return "what Alertmanager counted by " + doubt.rise().integration() + " may have been "
                + (doubt.obscured() || who.isEmpty()
                        ? "for a group that it does not show"
                        : "for " + who + " and any of their alerts")
                + "; give remote.inbox or remote.events to know";
    }
}
