package io.firedrill.assertions;

import io.firedrill.evidence.traffic.LedgerEntry;
import io.firedrill.evidence.verdict.Check;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What the trace of one request must show. {@link Traces} makes a promise of it, about many. Immutable.
 */
public final class TraceRule {
    private final Check check;
    private final String name;
    private final String text;
    private final String hint;
    private final Predicate<TraceTree> concerned;
    private final Look look;

    /** What is wrong with a trace, so that what is wrong with many in the same way reads the same; empty if nothing is. */
    @FunctionalInterface
    interface Look {
        Optional<String> flaw(LedgerEntry request, TraceTree trace);
    }

    private TraceRule(Check check, String name, String text, String hint, Predicate<TraceTree> concerned, Look look) {
        this.check = check;
        this.name = name;
        this.text = text;
        this.hint = hint;
        this.concerned = concerned;
        this.look = look;
    }

    /**
     * T01: it has a server span of each service on the way, and calls the database if the way leads there.
     *
     * @param path the way
     * @return the rule
     */
    public static TraceRule passesThrough(TracePath path) {
        return new TraceRule(
                Check.T01,
                "path",
                "to run through " + path,
                "",
                trace -> true,
                (request, trace) -> path.missing(trace).map(each -> each + " missing"));
    }

    /**
     * T01: it has such a span.
     *
     * @param span which
     * @return the rule
     */
    public static TraceRule has(SpanSelector span) {
        return new TraceRule(
                Check.T01,
                span.toString(),
                "to have " + span,
                "",
                trace -> true,
                (request, trace) -> span.isIn(trace) ? Optional.empty() : Optional.of("no such span"));
    }

    /**
     * T02: it has one root, and the parent of every other span.
     *
     * @return the rule
     */
    public static TraceRule isConnected() {
        return new TraceRule(
                Check.T02,
                "connected",
                "to have one root and no orphan",
                "",
                trace -> true,
                (request, trace) -> TracesConnected.flaw(trace));
    }

    /**
     * T03: it shows the error on every span from the entry down to the call that failed, and there its cause.
     *
     * @param target who failed, as faults name it: {@code caller->callee}, or a service
     * @return the rule
     */
    public static TraceRule showsErrorOf(String target) {
        ErrorChain chain = ErrorChain.to(target);
        return new TraceRule(
                Check.T03,
                target,
                "to show the error on every span down to " + target + ", and there its cause",
                "",
                chain::isCallerIn,
                (request, trace) -> chain.flaw(trace));
    }

    /**
     * T04: work that goes on after the answer is in it, below the service that left it behind, or in another trace with a
     * link to it.
     *
     * @param service who leaves work behind; traces that do not reach it are not judged
     * @param work a span of that work
     * @return the rule
     */
    public static TraceRule staysConnected(String service, SpanSelector work) {
        Handover handover = new Handover(service, work);
        return new TraceRule(
                Check.T04,
                service,
                "to hold the work that " + service + " leaves for later (" + work + "), or to be linked from it",
                Handover.HINT,
                trace -> trace.serves(service),
                (request, trace) -> handover.flaw(trace));
    }

    /**
     * T09: the entry's span lasts as long as the client waited.
     *
     * @param unseen how much longer the client may have waited, for the network and to be taken up
     * @return the rule
     */
    public static TraceRule agreesWithClient(Duration unseen) {
        ClientTime time = new ClientTime(unseen);
        return new TraceRule(
                Check.T09,
                "client-time",
                "to last as long as the client waited, or up to %s less".formatted(Words.length(unseen)),
                ClientTime.HINT,
                trace -> trace.entry().isPresent(),
                time::flaw);
    }

    /**
     * T11: its spans of HTTP, databases and LLMs have the attributes that OpenTelemetry's conventions require, in the
     * stable names or those of before, well-formed.
     *
     * @return the rule
     */
    public static TraceRule followsConventions() {
        return new TraceRule(
                Check.T11,
                "conventions",
                "to have the attributes that the conventions for HTTP, databases and GenAI require",
                "",
                trace -> true,
                (request, trace) -> Conventions.flaw(trace));
    }

    Check check() {
        return check;
    }

    String name() {
        return name;
    }

    String text() {
        return text;
    }

    String hint() {
        return hint;
    }

    boolean concerns(TraceTree trace) {
        return concerned.test(trace);
    }

    Optional<String> flaw(LedgerEntry request, TraceTree trace) {
        return look.flaw(request, trace);
    }
}
