package io.firedrill.assertions;

import java.time.Duration;
import java.util.List;

/** Promises about the way that telemetry itself takes. Each is data; see {@link Promise}. */
public final class TelemetryPromises {
    private TelemetryPromises() {}

    /**
     * T12: every span that was sampled for a request of the ledger is stored. Needs the counters of {@link SpanCounts} and
     * the traces. The verdict names the first hop that loses, and the likely cause. Spans that sampling leaves out are told
     * and not judged (T06).
     *
     * @return the promise
     */
    public static Promise spansAreReconciled() {
        return new SpansReconciled();
    }

    /**
     * T07: an outage of the export is noticed, and ends. Needs the counters of {@link SpanCounts} and the traces.
     *
     * @param alert the alert that must fire and be delivered
     * @param fault the name of a fault on {@code services->collector}
     * @param within from the fault to the delivery
     * @param path what a whole trace runs through
     * @param recovery from the end of the fault to the first request whose trace must be whole; at least 0
     * @return the promise
     */
    public static Promise exportOutageIsNoticed(
            AlertSelector alert, String fault, Duration within, TracePath path, Duration recovery) {
        if (recovery.isNegative()) {
            throw new IllegalArgumentException("recovery must not be negative, but was " + recovery);
        }
        return new ExportOutage(alert, fault, within, path, recovery);
    }

    /**
     * T13: services are instrumented well, by the Instrumentation Score specification. Needs the traces. Which of its rules
     * are not looked at is told, see {@link Instrumentation}.
     *
     * @param least above 0 and at most 100; from 90 on the specification calls it excellent
     * @param services by their {@code service.name}
     * @return the promise
     */
    public static Promise instrumentationScores(double least, String... services) {
        return new InstrumentationScored(least, List.of(services));
    }
}
