package io.firedrill.evidence;

import io.firedrill.evidence.alert.AlertEvent;
import io.firedrill.evidence.alert.AlertTimeline;
import io.firedrill.evidence.alert.AlertmanagerAlert;
import io.firedrill.evidence.alert.Notification;
import io.firedrill.evidence.alert.RuleSighting;
import io.firedrill.evidence.alert.SilenceRecord;
import io.firedrill.evidence.alert.SilenceSighting;
import io.firedrill.evidence.error.ErrorEvidence;
import io.firedrill.evidence.llm.LlmLog;
import io.firedrill.evidence.metric.MetricEvidence;
import io.firedrill.evidence.trace.TraceEvidence;
import io.firedrill.evidence.traffic.FaultRecord;
import io.firedrill.evidence.traffic.LedgerEntry;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Everything that was seen during one drill. Immutable, complete in itself, and enough to judge every promise again
 * without a stack. Every offset counts from {@link DrillInfo#startedAt()}.
 *
 * @param drill which drill
 * @param stack what was drilled
 * @param configuration what the running components were configured to do
 * @param ledger every request, in order of its start: the ground truth
 * @param faults the faults in order of application
 * @param alerts the {@code ALERTS} series, one timeline per label set
 * @param routed Alertmanager's view, one entry per alert
 * @param silences the silences that the drill made
 * @param standing every silence that Alertmanager had, also those of others
 * @param notifications what reached an inbox, in order of arrival
 * @param targets how well each target was scraped
 * @param counters how far the promised counters moved
 * @param levels how the promised values moved
 * @param sightings each alerting rule as Prometheus reported it meanwhile
 * @param events what Alertmanager wrote down of each alert, in order
 * @param metrics the state of the metrics themselves
 * @param traces the traces of the ledger's requests
 * @param exemplars the exemplars of the promised metrics
 * @param gaps the witnesses that were deaf, and why
 * @param seeded history that was written before the drill, and did not happen
 * @param errors what an error tracker has of it
 * @param llmLogs what each system that records calls of LLMs, and was asked, has of it
 * @param disclosures what was found in telemetry that was said in confidence; empty if nobody looked
 */
public record Evidence(
        DrillInfo drill,
        StackInfo stack,
        Configuration configuration,
        List<LedgerEntry> ledger,
        List<FaultRecord> faults,
        List<AlertTimeline> alerts,
        List<AlertmanagerAlert> routed,
        List<SilenceRecord> silences,
        List<SilenceSighting> standing,
        List<Notification> notifications,
        List<TargetHealth> targets,
        List<CounterReading> counters,
        List<Level> levels,
        List<RuleSighting> sightings,
        List<AlertEvent> events,
        MetricEvidence metrics,
        TraceEvidence traces,
        List<ExemplarReading> exemplars,
        List<Gap> gaps,
        List<SeededSeries> seeded,
        ErrorEvidence errors,
        List<LlmLog> llmLogs,
        Optional<Disclosures> disclosures) {
    /** Copies the lists. */
    public Evidence {
        ledger = List.copyOf(ledger);
        faults = List.copyOf(faults);
        alerts = List.copyOf(alerts);
        routed = List.copyOf(routed);
        silences = List.copyOf(silences);
        standing = List.copyOf(standing);
        notifications = List.copyOf(notifications);
        targets = List.copyOf(targets);
        counters = List.copyOf(counters);
        levels = List.copyOf(levels);
        sightings = List.copyOf(sightings);
        events = List.copyOf(events);
        exemplars = List.copyOf(exemplars);
        gaps = List.copyOf(gaps);
        seeded = List.copyOf(seeded);
        llmLogs = List.copyOf(llmLogs);
    }

    /**
     * The first gap of a witness; one that the drill did not plan comes first.
     *
     * @param witness whom to ask about
     * @return why it was deaf, or empty if it could be asked throughout
     */
    public Optional<Gap> gap(Witness witness) {
        return gaps.stream().filter(gap -> gap.witness() == witness).min(Comparator.comparing(Gap::planned));
    }
}
