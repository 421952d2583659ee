package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.traffic.LedgerEntry;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The traces of some of the requests, about which something is promised:
 *
 * <pre>{@code
 * Traces.ofSuccesses().during("slow database").atLeast(0.99, TraceRule.has(
 *     SpanSelector.of("inference").kind("client").lastingAtLeast(ofSeconds(3)).under(SpanSelector.of("gateway"))))
 * }</pre>
 *
 * What counts are traces that the backend has; that some are missing whole is T01's and T06's to tell. Immutable.
 */
public final class Traces {
    private final String text;
    private final Predicate<LedgerEntry> whose;
    private final Optional<String> fault;

    private Traces(String text, Predicate<LedgerEntry> whose, Optional<String> fault) {
        this.text = text;
        this.whose = whose;
        this.fault = fault;
    }

    /**
     * Of every request that was answered.
     *
     * @return their traces
     */
    public static Traces ofAnswered() {
        return new Traces("the requests", entry -> entry.status().isPresent(), Optional.empty());
    }

    /**
     * Of requests that were answered with a status below 400.
     *
     * @return their traces
     */
    public static Traces ofSuccesses() {
        return new Traces("the requests that succeeded", Traces::succeeded, Optional.empty());
    }

    /**
     * Of requests that were answered with a 5xx status.
     *
     * @return their traces
     */
    public static Traces ofFailures() {
        return new Traces("the requests that failed", Traces::answeredWithFailure, Optional.empty());
    }

    /**
     * Only of requests sent while a fault was in effect.
     *
     * @param name the fault
     * @return fewer traces
     */
    public Traces during(String name) {
        return new Traces(text, whose, Optional.of(name));
    }

    /**
     * Promises something of a share of them.
     *
     * @param share a ratio from 0 to 1
     * @param rule what each of those shows
     * @return the promise; its check is the rule's
     */
    public Promise atLeast(double share, TraceRule rule) {
        return new TracesShow(this, share, rule);
    }

    /**
     * Promises something of each of them.
     *
     * @param rule what each shows
     * @return the promise
     */
    public Promise each(TraceRule rule) {
        return atLeast(1, rule);
    }

    static boolean succeeded(LedgerEntry entry) {
        return entry.status().filter(code -> code < 400).isPresent();
    }

    static boolean answeredWithFailure(LedgerEntry entry) {
        return entry.status().filter(code -> code >= 500).isPresent();
    }

    Optional<String> fault() {
        return fault;
    }

    /** {@code the requests that succeeded during fault "slow" (t+30.0s)}. */
    String text(Evidence evidence) {
        return text
                + fault.map(name -> " during " + Faults.applied(evidence, name)).orElse("");
    }

    List<TracedRequest> in(Evidence evidence) {
        List<LedgerEntry> entries = fault.flatMap(name -> Faults.named(evidence, name))
                .map(applied -> Faults.during(evidence, applied))
                .orElse(evidence.ledger());
        return TracedRequest.of(evidence, entries.stream().filter(whose).toList());
    }
}
