package io.firedrill.scenarios.shipped;

import io.firedrill.assertions.LlmPromises;
import io.firedrill.assertions.Promises;
import io.firedrill.assertions.TokenPrice;
import io.firedrill.scenarios.drill.Drill;
import io.firedrill.scenarios.drill.PlannedFault;
import io.firedrill.stacks.fault.Fault;
import java.util.List;
import java.util.Map;

/** Drills of what records calls of the model: Helicone, which they go through, and LangSmith, which is told of them. */
final class RecorderDrills {
    private final Reference reference;
    private final Map<String, TokenPrice> prices;

    private RecorderDrills(Reference reference) {
        this.reference = reference;
        this.prices = LlmDrills.prices(reference.workspace().budgets().llm());
    }

    /** None for a workspace without them. */
    static List<Drill> of(Reference reference) {
        RecorderDrills drills = new RecorderDrills(reference);
        return reference.records() ? List.of(drills.calls(), drills.recordersOut()) : List.of();
    }

    /** Some calls take two attempts, and for a moment none succeeds. */
    private Drill calls() {
        return reference
                .recorded(
                        "recorded calls",
                        "The LLM provider fails now and then, and for a moment altogether: Helicone and LangSmith have each call"
                                + " of the model as it was, with its request, tokens, cost and outcome.")
                .traffic(reference.traffic("6m"))
                .inject(failing("hiccups", 0.25, "30s", "4m"))
                .inject(failing("no model", 1, "4m30s", "5m15s"))
                .traces()
                .observe(reference.time("7m"))
                .promise(LlmPromises.heliconeHasEachCall(prices), LlmPromises.langSmithHasEachRun(prices))
                .build();
    }

    private PlannedFault failing(String name, double share, String from, String to) {
        return new PlannedFault(
                name, "helicone->provider", new Fault.HttpStatus(503, share), reference.time(from), reference.time(to));
    }

    private Drill recordersOut() {
        String past = "calls past helicone";
        String waiting = "batches that wait for langsmith";
        String helicone = "helicone out";
        String langsmith = "langsmith out";
        return reference
                .recorded(
                        "recorders out",
                        "Helicone is out, and then LangSmith: requests are answered as if nothing were, traces are stored, and"
                                + " LangSmith is told afterwards.")
                .traffic(reference.traffic("7m"))
                .inject(refused(helicone, "inference->helicone", "1m", "3m"))
                .inject(refused(langsmith, "collector->langsmith", "3m30s", "6m"))
                .level(past, "sum(llm_gateway_bypassed_total)")
                .level(waiting, "sum(otelcol_exporter_queue_size{exporter=\"otlp_http/langsmith\"})")
                .traces()
                .observe(reference.time("9m"))
                .promise(
                        LlmPromises.heliconeIsDispensable(helicone, past),
                        LlmPromises.langSmithIsDispensable(langsmith, waiting),
                        LlmPromises.langSmithHasEachRun(prices),
                        Promises.tracesSpan(reference.path(), 0.99))
                .build();
    }

    private PlannedFault refused(String name, String link, String from, String to) {
        return new PlannedFault(name, link, new Fault.Refuse(), reference.time(from), reference.time(to));
    }
}
