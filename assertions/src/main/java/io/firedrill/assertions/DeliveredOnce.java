package io.firedrill.assertions;

import io.firedrill.evidence.Configuration;
import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.alert.Notification;
import io.firedrill.evidence.alert.Route;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A08. A notification is a repetition if it tells a receiver, by the same integration, of the same alerts in the same
 * states as the one before it, sooner than {@code repeat_interval}. One that was turned away does not count: Alertmanager
 * must send it again. What one of several Alertmanagers told and another one tells again before {@code group_interval} is over is a
 * repetition also beside alerts that had been there before, such as one that only the first one knows to be silenced.
 */
record DeliveredOnce(AlertSelector alert) implements Promise {
    @Override
    public String id() {
        return "A08-" + alert.slug();
    }

    @Override
    public Check check() {
        return Check.A08;
    }

    @Override
    public String subject() {
        return "alert " + alert;
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Expectation expected =
                new Expectation("to be told once, until something changes or repeat_interval has passed");
        return Worst.ofFired(expected, evidence, alert, story -> one(expected, story));
    }

    private static Verdict one(Expectation expected, AlertStory story) {
        List<Delivery> heard =
                story.deliveries().stream().filter(Delivery::accepted).toList();
        if (heard.isEmpty()) {
            return expected.unclear("was not delivered (see A05 and N01)", "", story.pointers());
        }
        List<Delivery> again = repetitions(story, heard);
        List<String> pointers = new ArrayList<>(Delivery.pointers(heard));
        return again.isEmpty()
                ? expected.kept("was told " + Delivery.told(heard), pointers)
                : expected.broken(
                        "was told the same again " + Delivery.told(again), hint(heard), Delivery.pointers(again));
    }

    private static List<Delivery> repetitions(AlertStory story, List<Delivery> heard) {
        Map<String, Delivery> last = new HashMap<>();
        List<Delivery> again = new ArrayList<>();
        for (Delivery delivery : heard) {
            Notification told = delivery.notification();
            Delivery before = last.put(told.receiver() + " " + told.integration(), delivery);
            if (before != null
                    && before.index() != delivery.index()
                    && (isSame(story, before, delivery) || isEcho(story, before, delivery))) {
                again.add(delivery);
            }
        }
        return again;
    }

    private static String hint(List<Delivery> heard) {
        List<String> senders = heard.stream()
                .flatMap(each -> each.sender().stream())
                .distinct()
                .sorted()
                .toList();
        return senders.size() > 1
                ? Words.list(senders) + " do not know what the other has told: look at --cluster.peer"
                : "look for two routes that lead there, the first with continue";
    }

    private static boolean isSame(AlertStory story, Delivery before, Delivery delivery) {
        return states(before).equals(states(delivery)) && isEarly(story, before, delivery, Route::repeatInterval);
    }

    private static boolean isEcho(AlertStory story, Delivery before, Delivery delivery) {
        boolean others = before.sender().isPresent()
                && delivery.sender().isPresent()
                && !before.sender().equals(delivery.sender());
        return others
                && state(before.item()).equals(state(delivery.item()))
                && isEarly(story, before, delivery, Route::groupInterval)
                && delivery.notification().alerts().stream()
                        .allMatch(item -> state(item).equals(states(before).get(item.fingerprint()))
                                || isOld(item, before, story.evidence().configuration()));
    }

    /** It was not told with the one that was told, though it had fired as long, or for two evaluations by then. */
    private static boolean isOld(Notification.Item item, Delivery told, Configuration configuration) {
        Duration known = told.at().minus(configuration.evaluationInterval().multipliedBy(2));
        return item.firing()
                && told.item().firing()
                && item.startsAt().compareTo(Episode.later(told.item().startsAt(), known)) <= 0;
    }

    private static boolean isEarly(
            AlertStory story, Delivery before, Delivery delivery, Function<Route, Duration> interval) {
        Duration wait = Routes.to(story.evidence(), delivery.receiver(), story.labels())
                .map(interval)
                .orElse(Duration.ZERO);
        return delivery.at().minus(before.at()).compareTo(wait) < 0;
    }

    /** Each alert in it, when it began and whether it fires: an alert that fires anew is news. */
    static Map<String, String> states(Delivery delivery) {
        return delivery.notification().alerts().stream()
                .collect(Collectors.toMap(
                        Notification.Item::fingerprint,
                        DeliveredOnce::state,
                        (first, second) -> first + ", " + second));
    }

    private static String state(Notification.Item item) {
        return item.startsAt() + " " + item.firing();
    }
}
