package io.firedrill.stacks.workspace;

/** What can be asked of an endpoint. */
public enum EndpointKind {
    /** Prometheus' HTTP API v1, by itself or by Mimir, Thanos or VictoriaMetrics. */
    PROMETHEUS("prometheus"),
    /** Alertmanager's HTTP API v2, by itself or by Mimir. */
    ALERTMANAGER("alertmanager"),
    /** Jaeger's query service. */
    JAEGER("jaeger"),
    /** Zipkin's HTTP API v2. */
    ZIPKIN("zipkin"),
    /** Tempo's HTTP API. */
    TEMPO("tempo"),
    /** Grafana's HTTP API. */
    GRAFANA("grafana"),
    /** Sentry's web API, of sentry.io or one's own. */
    SENTRY("sentry"),
    /** Helicone's API, of helicone.ai or one's own; not its gateway. */
    HELICONE("helicone"),
    /** LangSmith's API. */
    LANGSMITH("langsmith"),
    /** The system that is watched, where traffic enters it. */
    ENTRY("entry");

    private final String word;

    EndpointKind(String word) {
        this.word = word;
    }

    /**
     * How files and messages call it.
     *
     * @return one word in lower case
     */
    public String word() {
        return word;
    }
}
