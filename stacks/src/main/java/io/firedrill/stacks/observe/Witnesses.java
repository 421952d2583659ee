package io.firedrill.stacks.observe;

import io.firedrill.evidence.AsOf;
import io.firedrill.stacks.dashboard.PanelQuery;
import io.firedrill.stacks.inbox.Inbox;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Who is asked, by which clock; whether that is there for drills alone, and may be asked what is dear; and whether Alertmanager's
 * own word counts where nobody sees what it tells. Immutable.
 */
record Witnesses(
        PrometheusClient prometheus,
        List<Recorder.Replica> replicas,
        AlertmanagerClient alertmanager,
        Optional<TraceBackend> traces,
        Optional<Inbox> inbox,
        List<Path> eventLogs,
        Optional<AsOf> asOf,
        List<PanelQuery> panels,
        Optional<SentryClient> errors,
        List<CallLog> llmLogs,
        boolean isOurs,
        boolean counts,
        Clock clock) {}
