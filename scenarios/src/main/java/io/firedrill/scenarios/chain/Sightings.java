package io.firedrill.scenarios.chain;

import io.firedrill.evidence.alert.Notification;
import io.firedrill.evidence.alert.Receiver;
import io.firedrill.evidence.rule.ChainTrial.Failure;
import io.firedrill.evidence.rule.ChainTrial.Recipient;
import io.firedrill.stacks.LiveChain;
import io.firedrill.stacks.observe.AlertmanagerClient;
import io.firedrill.stacks.observe.FailedSending;
import io.firedrill.stacks.observe.PrometheusClient.Series;
import io.firedrill.stacks.observe.RunningRoutes;
import io.firedrill.stacks.promql.Matcher;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What Prometheus, Alertmanager and the inbox were seen to have. Confined. */
final class Sightings {
    private static final String FIRING = "ALERTS{alertstate=\"firing\"}";

    private final LiveChain chain;
    private final Map<Recipient, Boolean> telling = new HashMap<>();

    /** By id of a member: its label sets that fired, and when they were first seen to. */
    private final Map<String, Map<Map<String, String>, Instant>> fired = new HashMap<>();

    private final Map<Map<String, String>, Set<String>> inhibited = new HashMap<>();
    private final Map<Map<String, String>, Set<String>> muted = new HashMap<>();
    private final Set<Map<String, String>> known = new HashSet<>();
    /** Whose condition is over: those that were seen not to fire since. */
    private final Map<String, Boolean> over = new HashMap<>();

    private final Set<FailedSending> failing = new HashSet<>();
    private List<Notification> notifications = List.of();

    Sightings(LiveChain chain) {
        this.chain = chain;
        for (Receiver receiver : RunningRoutes.of(chain.alertmanager()).receivers()) {
            receiver.integrations()
                    .forEach(each -> telling.put(new Recipient(receiver.name(), each.kind()), each.tellsResolved()));
        }
    }

    /** What fires at present, and what has arrived since. */
    void look(Instant since) {
        Instant now = Clock.systemUTC().instant();
        Set<String> present = new HashSet<>();
        for (Series each : chain.prometheus().instant(FIRING)) {
            Map<String, String> labels = new HashMap<>(each.labels());
            String id = Optional.ofNullable(labels.remove(LiveChain.OWN_LABEL)).orElse("");
            labels.remove(Matcher.NAME);
            labels.remove("alertstate");
            present.add(id);
            fired.computeIfAbsent(id, any -> new LinkedHashMap<>()).putIfAbsent(labels, now);
        }
        over.replaceAll((id, before) -> before || !present.contains(id));
        notifications = chain.inbox().notifications(since, since, now);
    }

    /** What Alertmanager holds back, and why, and whom it could not tell. */
    void lookWithheld() {
        List<AlertmanagerClient.Alert> alerts = chain.alertmanager().alerts();
        Map<String, String> names = alerts.stream()
                .collect(Collectors.toMap(
                        AlertmanagerClient.Alert::fingerprint,
                        each -> each.labels().getOrDefault("alertname", ""),
                        (one, other) -> one));
        for (AlertmanagerClient.Alert each : alerts) {
            known.add(each.labels());
            each.inhibitedBy()
                    .forEach(by -> inhibited
                            .computeIfAbsent(each.labels(), any -> new LinkedHashSet<>())
                            .add(names.getOrDefault(by, by)));
        }
        failing.addAll(FailedSending.of(chain.alertmanager()));
        chain.alertmanager().groups().stream()
                .filter(group -> !group.mutedBy().isEmpty())
                .forEach(group -> group.alerts()
                        .forEach(each -> muted.computeIfAbsent(each.labels(), any -> new LinkedHashSet<>())
                                .addAll(group.mutedBy())));
    }

    void watchForEnds(Collection<Member> members) {
        members.forEach(each -> over.put(each.id(), false));
    }

    boolean isOver(Member member) {
        return over.getOrDefault(member.id(), false);
    }

    /** The label sets with which it fired, and when each was first seen. */
    Map<Map<String, String>, Instant> fired(Member member) {
        return fired.getOrDefault(member.id(), Map.of());
    }

    boolean isKnown(Member member) {
        return fired(member).keySet().stream().anyMatch(known::contains);
    }

    List<String> inhibitedBy(Member member) {
        return of(member, inhibited);
    }

    List<String> mutedBy(Member member) {
        return of(member, muted);
    }

    private List<String> of(Member member, Map<Map<String, String>, Set<String>> all) {
        return fired(member).keySet().stream()
                .flatMap(labels -> all.getOrDefault(labels, Set.of()).stream())
                .distinct()
                .toList();
    }

    List<Notification> notifications() {
        return notifications;
    }

    /** Why somebody could not be told of anything; empty if nothing says so. */
    Optional<Failure> failure(Recipient recipient) {
        return notifications.stream()
                .filter(each -> each.accepted() && each.alerts().isEmpty())
                .filter(each -> new Recipient(each.receiver(), each.integration()).equals(recipient))
                .findFirst()
                .map(each -> "it got a message that names no alert: " + String.join("; ", each.problems()))
                .or(() -> Optional.of(new FailedSending(recipient.receiver(), recipient.integration()))
                        .filter(failing::contains)
                        .map(any -> "Alertmanager counts failures"))
                .map(why -> new Failure(recipient, why));
    }

    boolean tellsEnd(Recipient recipient) {
        return telling.getOrDefault(recipient, false);
    }
}
