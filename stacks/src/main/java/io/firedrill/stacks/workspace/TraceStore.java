package io.firedrill.stacks.workspace;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Which backend a workspace keeps its traces in. */
public enum TraceStore {
    /** Reached through the Collector. */
    JAEGER,
    /** Reached by the services themselves, which instrumented ones do in Zipkin's format. */
    ZIPKIN;

    static final List<String> NAMES =
            Stream.of(values()).map(TraceStore::component).toList();

    /**
     * What it is called, in {@code firedrill.yaml} and as a component.
     *
     * @return its name in lower case
     */
    public String component() {
        return name().toLowerCase(Locale.ROOT);
    }
}
