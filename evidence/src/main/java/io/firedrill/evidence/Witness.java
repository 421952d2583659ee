package io.firedrill.evidence;

/** An independent view of what happened during a drill. */
public enum Witness {
    /** The load generator's own record of each request. */
    LEDGER,
    /** Prometheus: rules, the {@code ALERTS} series, targets, counters. */
    PROMETHEUS,
    /** Alertmanager's API: alerts, silences, routes. Of several that gossip, one that answers is enough. */
    ALERTMANAGER,
    /** One of several Alertmanagers by itself: whether it is there. */
    REPLICA,
    /** Alertmanager's event recorder (0.33 and later). */
    EVENT_RECORDER,
    /** The receivers that record each notification. */
    INBOX,
    /** The trace backend. */
    TRACES,
    /** The error tracker. */
    ERRORS,
    /** Helicone, which calls of LLMs go through. */
    HELICONE,
    /** LangSmith, which runs of LLMs are told to. */
    LANGSMITH
}
