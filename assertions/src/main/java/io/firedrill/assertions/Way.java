package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.alert.Notification;
import io.firedrill.evidence.alert.Receiver;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One way to tell a receiver: by one of its integrations. */
record Way(String receiver, String integration) implements Comparable<Way> {
    static Way of(Notification notification) {
        return new Way(notification.receiver(), notification.integration());
    }

    /** The ways that Alertmanager's running configuration gives a receiver; none if it does not know it. */
    static List<Way> to(Evidence evidence, String receiver) {
        return evidence.configuration().receivers().stream()
                .filter(each -> each.name().equals(receiver))
                .flatMap(each -> each.integrations().stream())
                .map(Receiver.Integration::kind)
                .distinct()
                .map(kind -> new Way(receiver, kind))
                .toList();
    }

    /** Whether it tells the end of an alert too; empty if the configuration does not know it. */
    Optional<Boolean> tellsResolved(Evidence evidence) {
        return evidence.configuration().receivers().stream()
                .filter(each -> each.name().equals(receiver))
                .flatMap(each -> each.integrations().stream())
                .filter(each -> each.kind().equals(integration))
                .map(Receiver.Integration::tellsResolved)
                .findFirst();
    }

    /** {@code slack_configs}, where it is configured. */
    String key() {
        return integration + "_configs";
    }

    /** The check that says whether it delivers. */
    String check() {
        return Integration.of(integration).map(each -> each.check().name()).orElse("N01");
    }

    static String list(List<Way> ways) {
        return Words.list(ways.stream().map(Way::toString).toList());
    }

    /** How several ways of one receiver are told apart: {@code a webhook, Slack and PagerDuty}. */
    static String words(List<Way> ways) {
        return Words.list(ways.stream().map(Way::word).collect(Collectors.toList()));
    }

    String word() {
        return Integration.of(integration).map(Integration::word).orElse(integration);
    }

    @Override
    public int compareTo(Way other) {
        return Comparator.comparing(Way::receiver)
                .thenComparing(Way::integration)
                .compare(this, other);
    }

    /** {@code oncall} for its webhook, {@code oncall by Slack}. */
    @Override
    public String toString() {
        return integration.equals(Integration.WEBHOOK.kind()) ? receiver : receiver + " by " + word();
    }
}
