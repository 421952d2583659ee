package io.firedrill.assertions;

import io.firedrill.evidence.trace.Span;
import java.time.Duration;
import java.util.function.BiPredicate;

/**
 * Which spans of a trace are meant. Each step narrows it down, and all must hold of one and the same span:
 *
 * <pre>{@code
 * SpanSelector.of("inference").kind("client").with("db.system", "postgresql").under(SpanSelector.of("gateway"))
 * }</pre>
 *
 * Immutable.
 */
public final class SpanSelector {
    private final String text;
    private final BiPredicate<TraceTree, Span> test;

    private SpanSelector(String text, BiPredicate<TraceTree, Span> test) {
        this.text = text;
        this.test = test;
    }

    /**
     * The spans of a service.
     *
     * @param service its {@code service.name}
     * @return a selector of all of them
     */
    public static SpanSelector of(String service) {
        return new SpanSelector(
                "a span of " + service, (trace, span) -> span.service().equals(service));
    }

    /**
     * Those of a name.
     *
     * @param name the whole span name
     * @return a narrower selector
     */
    public SpanSelector named(String name) {
        return and(" named \"" + name + "\"", (trace, span) -> span.name().equals(name));
    }

    /**
     * Those of a kind.
     *
     * @param kind {@code server}, {@code client}, {@code internal}, {@code producer} or {@code consumer}
     * @return a narrower selector
     */
    public SpanSelector kind(String kind) {
        return and(" of kind " + kind, (trace, span) -> span.kind().equals(kind));
    }

    /**
     * Those with an attribute.
     *
     * @param attribute its key
     * @param value its value as text
     * @return a narrower selector
     */
    public SpanSelector with(String attribute, String value) {
        return and(
                " with " + attribute + "=" + value,
                (trace, span) -> value.equals(span.attributes().get(attribute)));
    }

    /**
     * Those whose status is error.
     *
     * @return a narrower selector
     */
    public SpanSelector failed() {
        return and(" that failed", (trace, span) -> span.error());
    }

    /**
     * Those that took long.
     *
     * @param least their duration, at least
     * @return a narrower selector
     */
    public SpanSelector lastingAtLeast(Duration least) {
        return and(
                " lasting at least " + Words.length(least),
                (trace, span) -> span.duration().compareTo(least) >= 0);
    }

    /**
     * Those below another span, however far.
     *
     * @param ancestor which span
     * @return a narrower selector
     */
    public SpanSelector under(SpanSelector ancestor) {
        return and(
                " under " + ancestor,
                (trace, span) -> trace.chain(span).stream()
                        .anyMatch(each -> !each.equals(span) && ancestor.matches(trace, each)));
    }

    /**
     * Those with a link to another span of the same trace.
     *
     * @param other which span
     * @return a narrower selector
     */
    public SpanSelector linkedTo(SpanSelector other) {
        return and(
                " linked to " + other,
                (trace, span) -> trace.spans().stream()
                        .anyMatch(each ->
                                other.matches(trace, each) && span.links().contains(trace.id() + "/" + each.spanId())));
    }

    boolean matches(TraceTree trace, Span span) {
        return test.test(trace, span);
    }

    boolean isIn(TraceTree trace) {
        return trace.spans().stream().anyMatch(span -> matches(trace, span));
    }

    private SpanSelector and(String more, BiPredicate<TraceTree, Span> also) {
        return new SpanSelector(text + more, test.and(also));
    }

    @Override
    public String toString() {
        return text;
    }
}
