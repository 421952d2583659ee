package io.firedrill.stacks.observe;

import io.firedrill.stacks.StackException;
import io.firedrill.stacks.workspace.EndpointKind;
import io.firedrill.stacks.workspace.RemoteSystem;
import io.firedrill.stacks.workspace.TrafficLimits;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says when no more traffic may be sent to a system that somebody else runs: when too much of its error budget is spent, or
 * when nobody can tell. Sends queries only. Confined to one thread at a time.
 */
public final class BudgetGuard {
    /** A system that was idle has no errors and no requests, 0/0: two scrapes a minute apart make it a number. */
    private static final Duration BLIND = Duration.ofMinutes(3);

    private final PrometheusClient prometheus;
    private final TrafficLimits limits;
    private final Clock clock;
    private @Nullable Instant lastSeen;

    BudgetGuard(PrometheusClient prometheus, TrafficLimits limits, Clock clock) {
        this.prometheus = prometheus;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Of a system.
     *
     * @param system with a Prometheus
     * @param limits what its file says
     * @param clock tells how long nothing was seen
     * @return nothing is asked yet
     */
    public static BudgetGuard of(RemoteSystem system, TrafficLimits limits, Clock clock) {
        return new BudgetGuard(new PrometheusClient(system.access(EndpointKind.PROMETHEUS)), limits, clock);
    }

    /**
     * Before anything is sent.
     *
     * @return why nothing may be; empty if it may. A query that gives no number, as of a system without requests, is no
     *     reason; one that cannot be asked, or gives nothing, is
     */
    public Optional<String> forbids() {
        lastSeen = clock.instant();
        try {
            return spent(value());
        } catch (StackException e) {
            return Optional.of("the guard of the error budget cannot be asked: " + e.getMessage());
        }
    }

    /**
     * While it is sent.
     *
     * @return why no more may be; empty if it may. Not being able to tell is a reason once it lasts
     */
    public Optional<String> stops() {
        Optional<String> unseen;
        try {
            double value = value();
            if (!Double.isNaN(value)) {
                lastSeen = clock.instant();
                return spent(value);
            }
            unseen = Optional.of(limits.query() + " gives no number");
        } catch (StackException e) {
            unseen = Optional.ofNullable(e.getMessage());
        }
        Instant since = Optional.ofNullable(lastSeen).orElse(Instant.EPOCH);
        return Duration.between(since, clock.instant()).compareTo(BLIND) < 0
                ? Optional.empty()
                : unseen.map(why ->
                        "the guard of the error budget has seen nothing for " + BLIND.toSeconds() + " s: " + why);
    }

    private Optional<String> spent(double value) {
        return value > limits.above()
                ? Optional.of("the guard of the error budget reads " + value + ", and must not be above "
                        + limits.above() + ": " + limits.query())
                : Optional.empty();
    }

    private double value() {
        List<PrometheusClient.Series> answer = prometheus.instant(limits.query());
        if (answer.size() != 1) {
            throw new StackException("remote.traffic.stop-when.query must give one number, but gives " + answer.size()
                    + "; sum() makes one of several, and 'or vector(0)' of none: " + limits.query());
        }
        return answer.get(0).samples().get(0).value();
    }
}
