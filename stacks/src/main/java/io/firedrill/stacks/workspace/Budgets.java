package io.firedrill.stacks.workspace;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the monitoring is held to, in real time as the workspace writes it; drills divide durations by the time scale.
 * Immutable.
 *
 * @param alerts by alert name
 * @param traces what a trace must look like
 * @param llm what calls of a model cost, and what may be told of them
 */
public record Budgets(Map<String, AlertBudget> alerts, TraceBudget traces, LlmBudget llm) {
    /** Copies the map. */
    public Budgets {
        alerts = Map.copyOf(alerts);
    }

    /**
     * The budget of one alert.
     *
     * @param alert its name
     * @return the budget, or empty when the workspace sets none
     */
    public Optional<AlertBudget> alert(String alert) {
        return Optional.ofNullable(alerts.get(alert));
    }

    /**
     * How long one alert may take, in real time.
     *
     * @param detection from the start of the fault to the delivery
     * @param resolution from the end of the fault to the delivery of the resolution
     */
    public record AlertBudget(Duration detection, Duration resolution) {}

    /**
     * What calls of a model cost, and what telemetry may tell of them.
     *
     * @param prices by model
     * @param content names of the span attributes in which prompts and answers may be; none if they may be nowhere
     */
    public record LlmBudget(Map<String, Price> prices, List<String> content) {
        /** Copies the collections. */
        public LlmBudget {
            prices = Map.copyOf(prices);
            content = List.copyOf(content);
        }
    }

    /**
     * What a million tokens cost, in USD.
     *
     * @param input of prompts
     * @param output of answers
     */
    public record Price(BigDecimal input, BigDecimal output) {}

    /**
     * What the traces of entry requests must look like.
     *
     * @param path the hops from the entry to the end, as drills name them
     * @param services the {@code service.name}s that are expected, and no others
     * @param sampling the share of traces that is kept
     */
    public record TraceBudget(List<String> path, List<String> services, double sampling) {
        /** Copies the lists. */
        public TraceBudget {
            path = List.copyOf(path);
            services = List.copyOf(services);
        }
    }
}
