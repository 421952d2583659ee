package io.firedrill.assertions;

import static io.firedrill.assertions.Words.at;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.alert.Notification;
import io.firedrill.evidence.alert.Notification.Text;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A06. Of an integration that people read, what they see; of a webhook, labels and annotations: a program shows those. What
 * was turned away, nobody has read.
 */
record TextExpanded(AlertSelector alert) implements Promise {
    private static final int SHOWN = 160;

    @Override
    public String id() {
        return "A06-" + alert.slug();
    }

    @Override
    public Check check() {
        return Check.A06;
    }

    @Override
    public String subject() {
        return "alert " + alert;
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Expectation expected = new Expectation("to be told in text with a title and every template expanded");
        return Worst.ofFired(expected, evidence, alert, story -> one(expected, story));
    }

    private static Verdict one(Expectation expected, AlertStory story) {
        List<Delivery> heard =
                story.deliveries().stream().filter(Delivery::accepted).toList();
        if (heard.isEmpty()) {
            return expected.unclear("was not delivered (see A05 and N01)", "", story.pointers());
        }
        Map<String, Delivery> first = new LinkedHashMap<>();
        List<String> broken = new ArrayList<>();
        for (Delivery delivery : heard) {
            texts(delivery).forEach(text -> wrong(text, first, broken, delivery));
            title(delivery.notification()).forEach(fault -> first.putIfAbsent(fault, delivery));
        }
        if (first.isEmpty()) {
            return expected.kept("was told so " + Delivery.told(heard), Delivery.pointers(heard));
        }
        List<String> faults = first.entrySet().stream()
                .map(fault -> fault.getKey() + " (" + fault.getValue().way() + " at "
                        + at(fault.getValue().at()) + ")")
                .toList();
        return expected.broken(
                Words.sentences(faults),
                broken.isEmpty() ? "" : "it reads \"" + shortened(broken.get(0)) + "\"",
                Delivery.pointers(first.values()));
    }

    private static void wrong(Text text, Map<String, Delivery> first, List<String> broken, Delivery delivery) {
        for (String mark : LeftBehind.in(text.text())) {
            first.putIfAbsent(text.field() + " holds " + mark, delivery);
            broken.add(text.text().substring(text.text().indexOf(mark)));
        }
    }

    private static List<String> title(Notification notification) {
        return notification.shown().stream()
                .limit(1)
                .filter(title -> title.text().isBlank())
                .map(title -> title.field() + " is empty")
                .toList();
    }

    private static List<Text> texts(Delivery delivery) {
        if (!delivery.notification().shown().isEmpty()) {
            return delivery.notification().shown();
        }
        List<Text> texts = new ArrayList<>();
        new TreeMap<>(delivery.item().labels()).forEach((name, text) -> texts.add(new Text("label " + name, text)));
        new TreeMap<>(delivery.item().annotations())
                .forEach((name, text) -> texts.add(new Text("annotation " + name, text)));
        return texts;
    }

    private static String shortened(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }
}
