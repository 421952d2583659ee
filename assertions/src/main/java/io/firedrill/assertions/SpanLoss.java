package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Where spans were lost first, and why. What a hop says that it lost is believed before what two hops count differently,
 * because counters between the ends also count the spans of scrapes, and are read one after the other.
 *
 * @param hop between whom, e.g. {@code services -> Collector}
 * @param why what was counted there
 * @param remedy what is likely wrong
 * @param pointer where it was counted
 */
record SpanLoss(String hop, String why, String remedy, String pointer) {
    private static final String IN_SERVICES = "in the services";
    private static final String EXPORT = "services -> Collector";
    private static final String IN_COLLECTOR = "in the Collector";
    private static final String ONWARD = "Collector -> trace backend";
    private static final String IN_BACKEND = "in the trace backend";

    static Optional<SpanLoss> first(Evidence evidence, SpanLadder ladder) {
        return new Search(evidence, ladder.lost(), ladder.missingTraces()).first();
    }

    private static boolean failed(Map<String, String> labels) {
        return !labels.getOrDefault("error_type", "").isEmpty();
    }

    private static boolean overflowed(Map<String, String> labels) {
        return labels.getOrDefault("error_type", "").equals("queue_full");
    }

    /** Confined to one thread. */
    private record Search(Evidence evidence, long lost, long missingTraces) {
        Optional<SpanLoss> first() {
            return full().or(this::failedExport)
                    .or(() -> told(
                            SpanCounts.REFUSED,
                            EXPORT,
                            "refused by the Collector",
                            "its memory limiter or a full pipeline refuses; give it more, or fewer spans"))
                    .or(() -> told(
                            SpanCounts.UNSENT,
                            ONWARD,
                            "dropped by the Collector's exporter",
                            "its queue is too small for its backend, or the backend cannot be reached"))
                    .or(() -> told(
                            SpanCounts.REJECTED,
                            IN_BACKEND,
                            "rejected or dropped by the trace backend",
                            "its queue or its storage cannot keep up"))
                    .or(this::waiting)
                    .or(this::between)
                    .or(this::evicted);
        }

        /** What could not be exported is counted by the queue as well, but is not its fault. */
        private Optional<SpanLoss> full() {
            SpanFlow flow = new SpanFlow(evidence, SpanCounts.UNQUEUED);
            return counted(flow.by("service", SpanLoss::overflowed))
                    .map(who -> new SpanLoss(
                            IN_SERVICES,
                            who + " found the queue full",
                            "the span queue is too small for the load, or the export too slow: raise"
                                    + " OTEL_BSP_MAX_QUEUE_SIZE, or lower OTEL_BSP_SCHEDULE_DELAY",
                            flow.pointer()));
        }

        private Optional<SpanLoss> failedExport() {
            SpanFlow flow = new SpanFlow(evidence, SpanCounts.EXPORTED);
            return counted(flow.by("service", SpanLoss::failed))
                    .map(who -> new SpanLoss(
                            EXPORT,
                            "%s whose export failed (%s)"
                                    .formatted(
                                            who,
                                            String.join(
                                                    ", ",
                                                    flow.by("error_type", SpanLoss::failed)
                                                            .keySet())),
                            "OTEL_EXPORTER_OTLP_ENDPOINT leads nowhere, or a network policy is in the way",
                            flow.pointer()));
        }

        /** An export that is tried again and again has not failed yet. */
        private Optional<SpanLoss> waiting() {
            SpanFlow flow = new SpanFlow(evidence, SpanCounts.QUEUED);
            return Math.round(flow.last()) * 2 >= lost && flow.last() > 0
                    ? Optional.of(new SpanLoss(
                            EXPORT,
                            "%d still in the queues of their services".formatted(Math.round(flow.last())),
                            "no export gets through: look at OTEL_EXPORTER_OTLP_ENDPOINT, the network policy, and"
                                    + " OTEL_BSP_SCHEDULE_DELAY",
                            flow.pointer()))
                    : Optional.empty();
        }

        private Optional<SpanLoss> told(String name, String hop, String what, String remedy) {
            SpanFlow flow = new SpanFlow(evidence, name);
            long many = Math.round(flow.increase());
            return many > 0
                    ? Optional.of(new SpanLoss(hop, many + " " + what, remedy, flow.pointer()))
                    : Optional.empty();
        }

        /** The first two neighbours of whom the second counts far less. */
        private Optional<SpanLoss> between() {
            Predicate<Map<String, String>> ok = labels -> !failed(labels);
            return less(SpanCounts.MADE, SpanCounts.EXPORTED, ok, IN_SERVICES, "made", "exported")
                    .or(() -> less(SpanCounts.EXPORTED, SpanCounts.ACCEPTED, ok, EXPORT, "exported", "accepted"))
                    .or(() -> less(SpanCounts.ACCEPTED, SpanCounts.SENT, ok, IN_COLLECTOR, "accepted", "sent on"))
                    .or(() -> less(SpanCounts.SENT, SpanCounts.RECEIVED, ok, ONWARD, "sent on", "received"))
                    .or(() -> less(SpanCounts.RECEIVED, SpanCounts.SAVED, ok, IN_BACKEND, "received", "saved"));
        }

        private Optional<SpanLoss> less(
                String first,
                String second,
                Predicate<Map<String, String>> ok,
                String hop,
                String firstWord,
                String secondWord) {
            SpanFlow from = new SpanFlow(evidence, first);
            SpanFlow to = new SpanFlow(evidence, second);
            long in = Math.round(from.increase(ok));
            long out = Math.round(to.increase(ok));
            return from.isCounted() && to.isCounted() && (in - out) * 2 >= lost
                    ? Optional.of(new SpanLoss(
                            hop,
                            "%d %s and %d %s".formatted(in, firstWord, out, secondWord),
                            "nobody says why: look for a filter, another receiver, or spans that never end",
                            to.pointer()))
                    : Optional.empty();
        }

        /** Everybody passed them on, and whole traces are not there. */
        private Optional<SpanLoss> evicted() {
            return new SpanFlow(evidence, SpanCounts.SAVED).isCounted() && missingTraces > 0
                    ? Optional.of(new SpanLoss(
                            IN_BACKEND,
                            "saved, and %s of requests not found again".formatted(Words.count(missingTraces, "trace")),
                            "the trace backend has dropped what it had saved: give it more room, or a longer retention",
                            "/traces"))
                    : Optional.empty();
        }

        private Optional<String> counted(Map<String, Double> byService) {
            List<String> parts = new ArrayList<>();
            byService.forEach((service, many) ->
                    parts.add("%d of %s".formatted(Math.round(many), service.isEmpty() ? "a service" : service)));
            return parts.isEmpty() ? Optional.empty() : Optional.of(Words.list(parts));
        }
    }
}
