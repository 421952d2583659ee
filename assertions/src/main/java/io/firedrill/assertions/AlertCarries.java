package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.alert.Notification;
import io.firedrill.evidence.alert.Rule;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A04, as people got it. That the link of a runbook answers is not looked at. */
record AlertCarries(AlertSelector alert, Map<String, String> labels, List<String> annotations) implements Promise {
    AlertCarries {
        labels = Map.copyOf(labels);
        annotations = List.copyOf(annotations);
    }

    @Override
    public String id() {
        return "A04-" + alert.slug();
    }

    @Override
    public Check check() {
        return Check.A04;
    }

    @Override
    public String subject() {
        return "alert " + alert;
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Expectation expected = new Expectation("to carry "
                + Words.list(Stream.concat(
                                new TreeMap<>(labels)
                                        .entrySet().stream()
                                                .map(label -> label.getKey() + "=\"" + label.getValue() + "\""),
                                annotations.stream())
                        .toList()));
        return Worst.ofFired(expected, evidence, alert, story -> one(expected, story));
    }

    private Verdict one(Expectation expected, AlertStory story) {
        List<Delivery> alarms =
                story.alarms().stream().filter(Delivery::accepted).toList();
        if (alarms.isEmpty()) {
            return expected.unclear("was not delivered (see A05 and N01)", "", story.pointers());
        }
        List<String> pointers = new ArrayList<>(Delivery.pointers(alarms));
        List<String> missing = alarms.stream()
                .flatMap(alarm -> missing(alarm.item()).stream())
                .distinct()
                .toList();
        if (missing.isEmpty()) {
            return expected.kept("was delivered with all of them " + Delivery.told(alarms), pointers);
        }
        pointers.add(story.pointer());
        return expected.broken("was delivered without " + Words.list(missing), hint(story), pointers);
    }

    private List<String> missing(Notification.Item item) {
        List<String> missing = new ArrayList<>();
        new TreeMap<>(labels).forEach((name, value) -> {
            String seen = item.labels().getOrDefault(name, "");
            if (!seen.equals(value)) {
                missing.add(name + "=\"" + value + "\"" + (seen.isEmpty() ? "" : " (it says \"" + seen + "\")"));
            }
        });
        annotations.stream()
                .filter(name -> item.annotations().getOrDefault(name, "").isBlank())
                .forEach(missing::add);
        return missing;
    }

    private String hint(AlertStory story) {
        return Rules.of(story.evidence(), alert)
                .map(Rule::annotations)
                .map(written -> annotations.stream()
                        .filter(name -> !written.containsKey(name))
                        .toList())
                .filter(lacking -> !lacking.isEmpty())
                .map(lacking -> "the rule has no annotation " + Words.list(lacking))
                .orElse("");
    }
}
