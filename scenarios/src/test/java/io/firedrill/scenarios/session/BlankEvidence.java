package io.firedrill.scenarios.session;

import io.firedrill.evidence.Configuration;
import io.firedrill.evidence.DrillInfo;
import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.Source;
import io.firedrill.evidence.StackInfo;
import io.firedrill.evidence.error.ErrorEvidence;
import io.firedrill.evidence.metric.MetricEvidence;
import io.firedrill.evidence.trace.TraceEvidence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A drill in which nothing was seen. */
final class BlankEvidence {
    private BlankEvidence() {}

    static Evidence of(String id, String name) {
        return new Evidence(
                new DrillInfo(id, name, "A drill.", Instant.EPOCH, Duration.ofSeconds(1)),
                new StackInfo("native", "asked for", 50, List.of()),
                new Configuration(Duration.ZERO, Duration.ZERO, List.of(), List.of()),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                MetricEvidence.NONE,
                new TraceEvidence(0, List.of(), List.of(), new Source("test", "test")),
                List.of(),
                List.of(),
                List.of(),
                ErrorEvidence.NONE,
                List.of(),
                Optional.empty());
    }
}
