package io.firedrill.stacks.observe;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.firedrill.evidence.EvidenceFile;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.workspace.RemoteSystem;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Makes silences, and leaves none behind. Thread-safe.
 *
 * <p>A clock of ours that is ahead of Alertmanager's makes a silence start in its future: it is accepted, and mutes
 * nothing. So a silence that begins now counts as made only once Alertmanager calls it active.
 */
public final class Silences implements AutoCloseable {
    private static final Duration ATTEMPT = Duration.ofMillis(20);

    private final AlertmanagerClient alertmanager;
    private final Clock clock;
    private final Duration deadline;
    private final String mark;
    private final Consumer<String> transcript;
    private final List<PlacedSilence> placed = new CopyOnWriteArrayList<>();

    /**
     * Makes none yet.
     *
     * @param alertmanagers base URLs of the Alertmanagers that gossip, at least one; one of them is told
     * @param deadline how long Alertmanager may take to call a silence active
     */
    public Silences(List<URI> alertmanagers, Duration deadline) {
        this(new AlertmanagerClient(alertmanagers), Clock.systemUTC(), deadline);
    }

    Silences(AlertmanagerClient alertmanager, Clock clock, Duration deadline) {
        this(alertmanager, clock, deadline, "", line -> {});
    }

    private Silences(
            AlertmanagerClient alertmanager, Clock clock, Duration deadline, String mark, Consumer<String> transcript) {
        this.alertmanager = alertmanager;
        this.clock = clock;
        this.deadline = deadline;
        this.mark = mark;
        this.transcript = transcript;
    }

    /**
     * Of a system that somebody else runs.
     *
     * @param system with at least one Alertmanager
     * @param deadline how long Alertmanager may take to call a silence active
     * @param mark what the comment of each ends with, so that others can tell whose it is
     * @param transcript hears one line for each silence that was made or ended
     * @return none is made yet
     * @throws StackException if its file names no Alertmanager
     */
    public static Silences of(RemoteSystem system, Duration deadline, String mark, Consumer<String> transcript) {
        AlertmanagerClient gossiping = new AlertmanagerClient(Failover.of(system));
        return new Silences(gossiping, Clock.systemUTC(), deadline, mark, transcript);
    }

    /**
     * Makes a silence. One that begins in the past or now is active when this returns; one that begins later is pending.
     *
     * @param plan what to silence
     * @return the silence, with its id
     * @throws StackException if Alertmanager refuses it, or does not call it active before the deadline
     */
    public PlacedSilence place(SilencePlan plan) {
        AlertmanagerClient.Created created = alertmanager.create(json(plan));
        Instant sent = clock.instant();
        PlacedSilence silence = new PlacedSilence(plan, created.id(), alertmanager.source("/api/v2/silences"));
        placed.add(silence);
        transcript.accept("silence " + created.id() + " of " + String.join(", ", plan.matchers()) + " until "
                + plan.endsAt() + " was made");
        if (!plan.startsAt().isAfter(sent)) {
            awaitActive(silence, created.serverDate().map(date -> Duration.between(date, sent)));
        }
        return silence;
    }

    /**
     * Ends a silence now.
     *
     * @param silence one that {@link #place} returned
     * @throws StackException if Alertmanager cannot be asked or does not know it
     */
    public void expire(PlacedSilence silence) {
        expire(silence.id());
    }

    private void expire(String id) {
        alertmanager.expire(id);
        transcript.accept("silence " + id + " was ended");
    }

    /**
     * Every silence made here, ended or not.
     *
     * @return in the order they were made
     */
    public List<PlacedSilence> placed() {
        return List.copyOf(placed);
    }

    /**
     * Ends what has not ended yet. Each one is tried.
     *
     * @throws StackException naming the silences that may be left over
     */
    @Override
    public void close() {
        List<String> left = new ArrayList<>();
        Optional<StackException> failure = Optional.empty();
        for (PlacedSilence silence : placed()) {
            try {
                alertmanager
                        .silence(silence.id())
                        .filter(known -> !known.state().equals("expired"))
                        .ifPresent(known -> expire(known.id()));
                placed.remove(silence);
            } catch (StackException e) {
                left.add(silence.id() + " (ends at " + silence.plan().endsAt() + ")");
                failure = Optional.of(e);
            }
        }
        if (failure.isPresent()) {
            throw new StackException(
                    "These silences may be left over: " + String.join(", ", left) + ". Expire them by hand. "
                            + failure.get().getMessage(),
                    failure.get());
        }
    }

    private void awaitActive(PlacedSilence silence, Optional<Duration> ahead) {
        try {
            await().pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(ATTEMPT)
                    .atMost(deadline)
                    .until(() -> state(silence).equals("active"));
        } catch (ConditionTimeoutException e) {
            throw new StackException(
                    "silence " + silence.plan().name() + " (" + silence.id() + ") must be active, but is "
                            + state(silence) + " after " + deadline.toMillis() + " ms." + clockHint(ahead),
                    e);
        }
    }

    /** The Date header is cut to the second, so that less than a second ahead says nothing. */
    private static String clockHint(Optional<Duration> ahead) {
        return ahead.filter(difference -> difference.compareTo(Duration.ofSeconds(1)) > 0)
                .map(difference -> " This machine's clock is about " + difference.toSeconds()
                        + " s ahead of Alertmanager's: synchronise the clocks.")
                .orElse("");
    }

    private String state(PlacedSilence silence) {
        return alertmanager
                .silence(silence.id())
                .map(AlertmanagerClient.Silence::state)
                .orElse("unknown");
    }

    private JsonNode json(SilencePlan plan) {
        ObjectNode json = EvidenceFile.mapper().createObjectNode();
        ArrayNode matchers = json.putArray("matchers");
        plan.matchers().stream()
                .map(SilenceMatcher::parse)
                .forEach(matcher -> matchers.addObject()
                        .put("name", matcher.name())
                        .put("value", matcher.value())
                        .put("isRegex", matcher.regex())
                        .put("isEqual", matcher.equal()));
        return json.put("startsAt", plan.startsAt().toString())
                .put("endsAt", plan.endsAt().toString())
                .put("createdBy", plan.author())
                .put("comment", plan.comment() + mark);
    }
}
