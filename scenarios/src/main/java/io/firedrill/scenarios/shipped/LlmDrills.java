package io.firedrill.scenarios.shipped;

import static io.firedrill.scenarios.shipped.Reference.COST;
import static io.firedrill.scenarios.shipped.Reference.LATENCY;
import static io.firedrill.scenarios.shipped.Reference.RATE_LIMITED;
import static io.firedrill.scenarios.shipped.Reference.SLOW_TOKEN;
import static io.firedrill.scenarios.shipped.Reference.UPSTREAM_DOWN;
import static io.firedrill.scenarios.shipped.Reference.WATCHDOG;
import static java.util.stream.Collectors.toMap;

import io.firedrill.assertions.AlertSelector;
import io.firedrill.assertions.CoveragePromises;
import io.firedrill.assertions.DashboardPromises;
import io.firedrill.assertions.LlmPromises;
import io.firedrill.assertions.Promise;
import io.firedrill.assertions.Promises;
import io.firedrill.assertions.Refusals;
import io.firedrill.assertions.TokenPrice;
import io.firedrill.scenarios.drill.Drill;
import io.firedrill.scenarios.drill.PlannedFault;
import io.firedrill.stacks.fault.Fault;
import io.firedrill.stacks.fault.TooManyRequests;
import io.firedrill.stacks.workspace.Budgets.LlmBudget;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Drills of what the model uses, costs, refuses and keeps people waiting for. */
final class LlmDrills {
    private static final String PROVIDER = "inference->provider";
    private static final String INPUT = "input tokens";
    private static final String OUTPUT = "output tokens";

    /** So many attempts the service makes of one request. */
    private static final int ATTEMPTS = 3;

    /** Between the client's first token and the service's lies our own part of the way. */
    private static final Duration OWN_PART = Duration.ofMillis(100);

    /** How long people wait for the first token, but for one stream in twenty. */
    private static final double PATIENCE_SECONDS = 1;

    private static final String FIRST_TOKEN = "histogram_quantile(0.95, sum by (gen_ai_request_model, le)"
            + " (rate(gen_ai_client_operation_time_to_first_chunk_seconds_bucket[1m])))";

    private LlmDrills() {}

    static List<Drill> of(Reference reference) {
        return List.of(dearModel(reference), providerLimits(reference), lateFirstToken(reference));
    }

    /** A quarter of the calls fails and is tried again, so that what is counted by the attempt is counted twice. */
    private static Drill dearModel(Reference reference) {
        LlmBudget llm = reference.workspace().budgets().llm();
        Duration end = reference.time("6m");
        return reference
                .pipeline(
                        "dear model",
                        "A model that costs too much is asked, and many calls take two attempts: tokens and costs are told as"
                                + " they are, the budget's alert too, and what was said remains private.")
                .traffic(reference
                        .traffic("6m")
                        .asking("drill-large", "Tell me which of the stairs a canary would take in a fire."))
                .inject(new PlannedFault(
                        "hiccups", PROVIDER, new Fault.HttpStatus(503, 0.25), reference.time("1m"), end))
                .count(INPUT, tokens("input"))
                .count(OUTPUT, tokens("output"))
                .count("cost", "sum(llm_cost_usd_total)")
                .traces()
                .observe(end.plus(reference.time("5m")))
                .promise(
                        LlmPromises.tokensAreCounted(INPUT, OUTPUT),
                        LlmPromises.tokensAreTraced(),
                        LlmPromises.costIsTrue("cost", INPUT, OUTPUT, prices(llm)),
                        LlmPromises.contentIsPrivate(Set.copyOf(llm.content())),
                        Promises.reaches(COST, Reference.ON_CALL),
                        Promises.isDelivered(COST),
                        LlmPromises.retriesAreTraced("hiccups"))
                .build();
    }

    private static Drill providerLimits(Reference reference) {
        String broke = "empty quota";
        String busy = "rate limit";
        Duration end = reference.time("5m30s");
        return reference
                .pipeline(
                        "provider limits",
                        "The LLM provider refuses requests, first for want of money, then for want of patience: both are told"
                                + " apart, and who is on call hears of it.")
                .traffic(reference.traffic("6m"))
                .inject(refusal(broke, TooManyRequests.Scarcity.QUOTA, reference.time("1m"), reference.time("3m")))
                .inject(refusal(busy, TooManyRequests.Scarcity.RATE, reference.time("3m30s"), end))
                .count("quota refusals", refusals(TooManyRequests.Scarcity.QUOTA))
                .count("rate refusals", refusals(TooManyRequests.Scarcity.RATE))
                .level("remaining requests", "llm_provider_ratelimit_remaining_requests")
                .level("remaining tokens", "llm_provider_ratelimit_remaining_tokens")
                .observe(end.plus(reference.resolution(RATE_LIMITED)))
                .promise(LlmPromises.limitsAreTold(
                        List.of("remaining requests", "remaining tokens"),
                        new Refusals("quota refusals", broke, 1),
                        new Refusals("rate refusals", busy, ATTEMPTS)))
                .promise(told(reference, limited(TooManyRequests.Scarcity.QUOTA), broke))
                .promise(told(reference, limited(TooManyRequests.Scarcity.RATE), busy))
                .promise(Promises.firesAlone(List.of(RATE_LIMITED), List.of(WATCHDOG, UPSTREAM_DOWN)))
                .promise(DashboardPromises.panelRises("Refused by the provider", busy))
                .promise(DashboardPromises.panelFalls("Left of the provider's limits", busy))
                .build();
    }

    /**
     * First streams begin in time and stop on their way, then they begin late, though sooner than what is promised, and at
     * last too late: only that is for the alert.
     */
    private static Drill lateFirstToken(Reference reference) {
        String late = "late first token";
        String later = "first token in time";
        Duration end = reference.time("9m");
        return reference
                .pipeline(
                        late,
                        "Streams stall after their first token, and later begin late, at last too late: the time to the"
                                + " first token is what people see, and its alert reaches who is on call.")
                .apart()
                .traffic(reference.traffic("9m30s").streaming(1))
                .inject(new PlannedFault(
                        "stalled streams",
                        PROVIDER,
                        new Fault.SseStall(1),
                        reference.time("15s"),
                        reference.time("1m45s")))
                .inject(slow(later, Duration.ofMillis(520), reference.time("2m"), reference.time("5m")))
                .inject(slow(late, Duration.ofMillis(1500), reference.time("5m30s"), end))
                .count("first token seconds", firstToken("sum"))
                .count("first tokens", firstToken("count"))
                .level("first token", reference.promql(FIRST_TOKEN))
                .observe(end.plus(reference.resolution(SLOW_TOKEN)))
                .promise(LlmPromises.firstTokenIsTrue("first token seconds", "first tokens", OWN_PART))
                .promise(CoveragePromises.quietBelow(SLOW_TOKEN, later, "first token", PATIENCE_SECONDS))
                .promise(told(reference, SLOW_TOKEN, late))
                .promise(Promises.firesAlone(List.of(SLOW_TOKEN), List.of(WATCHDOG, LATENCY)))
                .build();
    }

    /** What is promised of an alert about the provider. */
    static Promise[] told(Reference reference, AlertSelector alert, String fault) {
        return new Promise[] {
            Promises.firesWithin(alert, fault, reference.detection(alert)),
            Promises.carries(
                    alert, Map.of("severity", "page"), "summary", "description", "runbook_url", "dashboard_url"),
            Promises.reaches(alert, Reference.ON_CALL)
        };
    }

    private static PlannedFault slow(String name, Duration by, Duration from, Duration to) {
        return new PlannedFault(name, PROVIDER, new Fault.Latency(by), from, to);
    }

    private static PlannedFault refusal(String name, TooManyRequests.Scarcity scarcity, Duration from, Duration to) {
        return new PlannedFault(name, PROVIDER, new TooManyRequests(scarcity), from, to);
    }

    /** By model. */
    static Map<String, TokenPrice> prices(LlmBudget llm) {
        return llm.prices().entrySet().stream()
                .collect(toMap(
                        Map.Entry::getKey,
                        price -> new TokenPrice(
                                price.getValue().input(), price.getValue().output())));
    }

    private static String tokens(String type) {
        return "sum(gen_ai_client_token_usage_sum{gen_ai_token_type=\"" + type + "\"})";
    }

    private static AlertSelector limited(TooManyRequests.Scarcity scarcity) {
        return RATE_LIMITED.with("kind", scarcity.code());
    }

    private static String refusals(TooManyRequests.Scarcity scarcity) {
        return "sum(llm_provider_refusals_total{kind=\"" + scarcity.code() + "\"})";
    }

    private static String firstToken(String part) {
        return "sum(gen_ai_client_operation_time_to_first_chunk_seconds_" + part + ")";
    }
}
