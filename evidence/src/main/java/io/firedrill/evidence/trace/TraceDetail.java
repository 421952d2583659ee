package io.firedrill.evidence.trace;

/** What some trace backends do not keep. A promise about it cannot be judged there. */
public enum TraceDetail {
    /** Links from span to span. */
    LINKS("span links"),
    /** Resource attributes other than {@code service.name}. */
    RESOURCE("resource attributes"),
    /** Capital letters in the names of services and spans. */
    NAME_CASE("capital letters in names"),
    /** The W3C {@code tracestate}. */
    TRACE_STATE("tracestate");

    private final String title;

    TraceDetail(String title) {
        this.title = title;
    }

    /**
     * What it is called in a sentence.
     *
     * @return a plural or an uncountable noun
     */
    public String title() {
        return title;
    }
}
