package io.firedrill.stacks.observe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.fault.CommandControl;
import io.firedrill.stacks.fault.PostedAlert;
import io.firedrill.stacks.workspace.EndpointKind;
import io.firedrill.stacks.workspace.RemoteSystem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An alert that is posted to every Alertmanager, as Prometheus does, and ended: by itself when its time is over, whatever
 * becomes of the run. Source: {@code POST /api/v2/alerts}. Thread-safe.
 */
public final class AlertPost implements CommandControl {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<AlertmanagerClient> replicas;
    private final PostedAlert alert;
    private final Duration lasts;
    private final Consumer<String> transcript;
    private final Clock clock;
    private @Nullable Instant begun;

    AlertPost(
            List<AlertmanagerClient> replicas,
            PostedAlert alert,
            Duration lasts,
            Consumer<String> transcript,
            Clock clock) {
        this.replicas = List.copyOf(replicas);
        this.alert = alert;
        this.lasts = lasts;
        this.transcript = transcript;
        this.clock = clock;
    }

    /**
     * On a system.
     *
     * @param system with at least one Alertmanager
     * @param alert what is posted
     * @param lasts when it ends by itself
     * @param transcript hears what was done
     * @return nothing is posted yet
     */
    public static AlertPost on(RemoteSystem system, PostedAlert alert, Duration lasts, Consumer<String> transcript) {
        List<AlertmanagerClient> replicas = system.required(EndpointKind.ALERTMANAGER).stream()
                .map(each -> new AlertmanagerClient(Failover.of(List.of(each))))
                .toList();
        return new AlertPost(replicas, alert, lasts, transcript, Clock.systemUTC());
    }

    @Override
    public synchronized void on() {
        Instant now = clock.instant();
        begun = now;
        try {
            post(now, now.plus(lasts));
        } catch (StackException e) {
            transcript.accept("the alert " + new TreeMap<>(alert.labels())
                    + " could not be posted everywhere, and ends by itself");
            throw e;
        }
        transcript.accept("the alert " + new TreeMap<>(alert.labels()) + " was posted until " + now.plus(lasts));
    }

    /** What was never posted needs no end. */
    @Override
    public synchronized void off() {
        Optional.ofNullable(begun).ifPresent(since -> {
            post(since, clock.instant());
            begun = null;
            transcript.accept("the alert " + new TreeMap<>(alert.labels()) + " was ended");
        });
    }

    private void post(Instant from, Instant to) {
        JsonNode body = body(from, to);
        replicas.forEach(replica -> replica.post(body));
    }

    private ArrayNode body(Instant from, Instant to) {
        ArrayNode alerts = JSON.createArrayNode();
        ObjectNode one = alerts.addObject().put("startsAt", from.toString()).put("endsAt", to.toString());
        ObjectNode labels = one.putObject("labels");
        alert.labels().forEach(labels::put);
        ObjectNode annotations = one.putObject("annotations");
        alert.annotations().forEach(annotations::put);
        return alerts;
    }
}
