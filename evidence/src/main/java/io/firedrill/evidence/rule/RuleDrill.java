package io.firedrill.evidence.rule;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An alerting rule, and what was found out about it without any system under test.
 *
 * @param name the alert's name
 * @param group its rule group
 * @param file where it is written
 * @param line on which line
 * @param expr its expression
 * @param holdFor its {@code for}
 * @param invalid why Prometheus does not take it; empty if it does
 * @param contradiction why nothing can ever meet its condition; empty if there is no proof of that
 * @param tautology why its condition is met wherever its series are; empty if there is no proof of that
 * @param alwaysOn whether its condition depends on nothing, as that of a dead man's switch
 * @param forgets why one event cannot make it fire; empty if it can, or if it is not about events
 * @param trial what it did; empty if no series were found for it
 * @param route who would be told; empty if no configuration of Alertmanager was named, or if it did not fire
 * @param chain what became of it in a live chain; empty if none was asked for
 * @param live whether a running Prometheus has what it reads; empty if none was named
 * @param twins alerts that always fire together with it, by name and place
 * @param features what its condition is made of, e.g. {@code rate}, {@code unless}, {@code offset}
 * @param reason why there is no trial; empty if there is one
 */
public record RuleDrill(
        String name,
        String group,
        String file,
        int line,
        String expr,
        Duration holdFor,
        Optional<String> invalid,
        Optional<String> contradiction,
        Optional<String> tautology,
        boolean alwaysOn,
        Optional<String> forgets,
        Optional<RuleTrial> trial,
        Optional<RuleRoute> route,
        Optional<ChainTrial> chain,
        Optional<LiveSeries> live,
        List<String> twins,
        List<String> features,
        String reason) {
    /** Copies the lists. */
    public RuleDrill {
        twins = List.copyOf(twins);
        features = List.copyOf(features);
    }

    /**
     * The same after a live chain.
     *
     * @param seen what became of it there
     * @return a new drill
     */
    public RuleDrill with(ChainTrial seen) {
        return new RuleDrill(
                name,
                group,
                file,
                line,
                expr,
                holdFor,
                invalid,
                contradiction,
                tautology,
                alwaysOn,
                forgets,
                trial,
                route,
                Optional.of(seen),
                live,
                twins,
                features,
                reason);
    }
}
