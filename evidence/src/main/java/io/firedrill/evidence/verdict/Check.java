package io.firedrill.evidence.verdict;

/** The catalogue of checks. Ids are stable: new ones may be added, none is reused. */
public enum Check {
    /** Fires within its budget after the fault. */
    A01("fires within its budget after the fault"),
    /** Is quiet on a healthy baseline. */
    A02("is quiet on a healthy baseline"),
    /** Waits out its {@code for}, and not longer. */
    A03("waits out its for, and not longer"),
    /** Carries the labels and annotations promised. */
    A04("carries the labels and annotations promised"),
    /** Reaches the intended receiver, and no other. */
    A05("reaches the intended receiver, and no other"),
    /** Delivered text is expanded. */
    A06("delivered text is expanded"),
    /** Is grouped: at most n notifications for a storm of m alerts. */
    A07("is grouped: few notifications for many alerts"),
    /** Is not delivered twice. */
    A08("is not delivered twice"),
    /** Resolves within its budget, and says so. */
    A09("resolves within its budget, and says so"),
    /** Is inhibited by its cause, and only then. */
    A10("is inhibited by its cause, and only then"),
    /** Respects mute and active time intervals. */
    A11("respects mute and active time intervals"),
    /** Repeats at {@code repeat_interval}. */
    A12("repeats at repeat_interval"),
    /** Survives a Prometheus restart while pending. */
    A13("survives a restart of Prometheus while pending"),
    /** Survives an Alertmanager restart, and the loss of one of several. */
    A14("survives a restart of Alertmanager, or the loss of one of several: not lost, not leaked, not told twice"),
    /** Does not flap under a flapping condition. */
    A15("does not flap under a flapping condition"),
    /** Fires alone: no unexpected alert. */
    A16("fires alone: no unexpected alert"),
    /** The dead man's switch fires always. */
    A17("the dead man's switch fires always, and its absence is noticed"),
    /** Every loaded rule is exercised. */
    A18("every loaded rule is exercised"),
    /** Just below the threshold it stays quiet. */
    A19("just below the threshold it stays quiet"),
    /** Missing data is noticed. */
    A20("missing data is noticed, never read as healthy"),
    /** Holds for its whole window. */
    S01("the silence holds for its whole window"),
    /** Mutes nothing else. */
    S02("the silence mutes nothing else"),
    /** Ends: a still-firing alert is delivered afterwards. */
    S03("the silence ends, and a still-firing alert is delivered afterwards"),
    /** Survives an Alertmanager restart. */
    S04("the silence survives a restart of Alertmanager"),
    /** Covers a real deployment. */
    S05("the silence covers a deployment: there before, gone after"),
    /** None is left over, endless, or without author and comment. */
    S06("no silence is left over, endless, or without author and comment"),
    /** Webhook notifications are delivered, complete, valid. */
    N01("webhook notifications are delivered, complete and valid"),
    /** Slack messages are delivered, complete, valid. */
    N02("Slack messages are delivered, complete and valid"),
    /** Mails are delivered, complete, valid. */
    N03("mails are delivered, complete and valid"),
    /** PagerDuty events are delivered, complete, valid. */
    N04("PagerDuty events are delivered, complete and valid"),
    /** What a receiver's outage lost is sent again, or the loss is alerted. */
    N05("a receiver's outage loses nothing, or the loss is alerted"),
    /** Who was paged is told the end, by the same integration. */
    N06("the resolution is delivered where people were paged"),
    /** Spans run through the whole path in one trace. */
    T01("spans run through the whole path in one trace"),
    /** No orphan, one root. */
    T02("no orphan span, one root"),
    /** An error is visible on every span up to the entry, with its cause. */
    T03("an error is visible on every span up to the entry, with its cause"),
    /** Asynchronous work stays connected. */
    T04("asynchronous work stays connected (parent or link)"),
    /** Service names are the expected ones. */
    T05("service names are the expected ones"),
    /** Sampling keeps the promised share, and every error. */
    T06("sampling keeps the promised share, and every error"),
    /** An export outage is noticed, and recovers. */
    T07("an export outage is noticed, and recovers"),
    /** The trace blames the injected hop. */
    T08("the trace blames the injected hop"),
    /** Span time agrees with the time the client measured. */
    T09("span time agrees with the time the client measured"),
    /** An exemplar leads to its trace. */
    T10("an exemplar leads to its trace"),
    /** Attributes follow the semantic conventions. */
    T11("attributes follow the semantic conventions"),
    /** Spans are reconciled hop by hop. */
    T12("spans are reconciled hop by hop, and the first hop that loses is named"),
    /** The Instrumentation Score. */
    T13("the Instrumentation Score is as promised"),
    /** Tokens equal the ledger's. */
    L01("tokens equal the ledger's, not doubled by retries"),
    /** Cost equals tokens times price. */
    L02("cost equals tokens times price"),
    /** The provider's limits are visible. */
    L03("the provider's limits are visible: what remains, and refusals of both kinds"),
    /** An LLM error leads to its cause, and back. */
    L04("an LLM error leads to the upstream failure that caused it, and back"),
    /** The time to the first token is the client's. */
    L05("the time to the first token is what the client saw"),
    /** Helicone has each call. */
    L06("Helicone has each call, joined by its request id, and its outage harms nobody"),
    /** LangSmith has each run. */
    L07("LangSmith has each run, joined by its trace id, and its outage harms nobody"),
    /** Prompts, answers and secrets are not in telemetry. */
    L08("prompts, answers and secrets are not in telemetry unless allowed"),
    /** The request count equals the ledger's. */
    M01("the request count equals the ledger's"),
    /** The error ratio equals the ledger's. */
    M02("the error ratio equals the ledger's"),
    /** A quantile is told within the histogram's resolution. */
    M03("a quantile is the ledger's, within the histogram's resolution"),
    /** No scrape gap, no stale or duplicate target. */
    M04("no scrape gap, no stale or duplicate target"),
    /** Cardinality stays bounded under load. */
    M05("cardinality stays bounded under load"),
    /** A recording rule equals its definition. */
    M06("a recording rule equals its definition"),
    /** A scrape interval fits every window that uses it. */
    M07("a scrape interval fits every window that uses it"),
    /** Panels draw under traffic. */
    D01("every panel's query is taken, and draws something under traffic"),
    /** Panels move with a fault. */
    D02("the panels that should move with a fault do"),
    /** Panels cover what a team must see. */
    D03("the golden signals and the usage of LLMs are on dashboards"),
    /** Rules that Grafana manages are drilled too. */
    D04("alert rules that Grafana manages can fire, and are drilled like the rest"),
    /** Errors are reported, and lead to the trace. */
    E01("an exception is reported with release, environment and the request's trace"),
    /** Errors are grouped. */
    E02("repeats of an error are one issue"),
    /** Errors tell nothing private. */
    E03("no personal data and no secret is in a reported error"),
    /** Lost errors are told. */
    E04("rate limits and outages of the error tracker drop nothing silently"),
    /** The unauthenticated are refused. */
    X01("whoever does not say who they are is refused"),
    /** Admin and lifecycle APIs are off. */
    X02("admin and lifecycle APIs are off"),
    /** No secret is told. */
    X03("no secret is told in labels, annotations, spans and configuration"),
    /** TLS is valid and not about to expire. */
    X04("TLS is valid, and not about to expire"),
    /** A rule can make its alert fire. */
    R01("can fire, by its rule alone"),
    /** An alert is quiet while its condition is not met. */
    R02("is quiet while its condition is not met, just below its threshold if it has one"),
    /** An alert ends with its condition. */
    R03("ends when its condition does"),
    /** An alert is pending for as long as its rule says. */
    R04("is pending for its for, and fires then"),
    /** Labels and texts of a rule are expanded. */
    R05("has its labels and texts expanded"),
    /** Routes lead to somebody. */
    R06("is routed to somebody"),
    /** An alert arrives where its routes lead. */
    R07("is delivered by its Alertmanager, in a live chain"),
    /** The end of an alert is told. */
    R08("has its end told to whoever was told of it"),
    /** Messages are in order. */
    R09("reads well where it arrives"),
    /** An alert is not withheld whenever it fires. */
    R10("is not inhibited whenever it fires"),
    /** What an alert reads is there. */
    R11("reads series that a running Prometheus has");

    /**
     * Whether it looks at an endpoint, and not at a drill.
     *
     * @return true for X01 to X04
     */
    public boolean isOfEndpoints() {
        return name().startsWith("X");
    }

    /**
     * Whether it looks at a rule by itself, and not at a drill.
     *
     * @return true for those whose name begins with R
     */
    public boolean isOfRules() {
        return name().startsWith("R");
    }

    private final String title;

    Check(String title) {
        this.title = title;
    }

    /**
     * What the check is about, in a line.
     *
     * @return a clause that reads after the subject
     */
    public String title() {
        return title;
    }
}
