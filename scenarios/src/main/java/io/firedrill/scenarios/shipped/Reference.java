package io.firedrill.scenarios.shipped;

import io.firedrill.assertions.AlertSelector;
import io.firedrill.assertions.DashboardPromises;
import io.firedrill.assertions.Promise;
import io.firedrill.assertions.Promises;
import io.firedrill.assertions.SpanSelector;
import io.firedrill.assertions.TracePath;
import io.firedrill.scenarios.drill.Drill;
import io.firedrill.scenarios.drill.DrillBuilder;
import io.firedrill.scenarios.traffic.Traffic;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.workspace.Budgets.AlertBudget;
import io.firedrill.stacks.workspace.Durations;
import io.firedrill.stacks.workspace.Service;
import io.firedrill.stacks.workspace.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The names of the reference workspace, and its durations at the pace of a run. Immutable. */
record Reference(Workspace workspace) {
    static final String ON_CALL = "oncall";
    static final String TICKETS = "tickets";
    static final String WORKERS = "workers";
    static final String HELICONE = "helicone";
    static final String LANGSMITH = "langsmith";
    static final AlertSelector WATCHDOG = AlertSelector.of("Watchdog");
    static final AlertSelector LATENCY = AlertSelector.of("HighRequestLatency");
    static final AlertSelector ERRORS = AlertSelector.of("HighErrorRate");
    static final AlertSelector BURN = AlertSelector.of("ErrorBudgetBurn");

    static final AlertSelector DOWN = AlertSelector.of("TargetDown");
    static final AlertSelector FEW = AlertSelector.of("FewWorkers");
    static final AlertSelector NOTIFICATIONS_FAIL = AlertSelector.of("NotificationsFail");
    static final AlertSelector DATABASE = AlertSelector.of("DatabaseDown");
    static final AlertSelector SPANS_LOST = AlertSelector.of("SpansAreLost");
    static final AlertSelector UPSTREAM_DOWN = AlertSelector.of("LlmUpstreamDown");
    static final AlertSelector RATE_LIMITED = AlertSelector.of("LlmRateLimited");
    static final AlertSelector SLOW_TOKEN = AlertSelector.of("SlowFirstToken");
    static final AlertSelector COST = AlertSelector.of("LlmCostBudgetBurn");
    static final AlertSelector MISSING = AlertSelector.of("WorkersMissing");

    /** The version of inference, as it calls itself. */
    static final String RELEASE = "pipeline@1.4.2";

    /** What inference stores after it has answered. */
    static final SpanSelector USAGE =
            SpanSelector.of("inference").kind("client").named("INSERT pipeline.usage");

    /** A Tuesday at ten, when tickets are told. */
    static final Instant AT_WORK = Instant.parse("2026-03-10T10:00:00Z");

    /** The same day at half past six. */
    static final Instant AFTER_WORK = Instant.parse("2026-03-10T18:30:00Z");

    /** They draw only in trouble, each in a drill that says so. */
    private static final String[] TROUBLE_PANELS = {
        "Server errors",
        "Targets down",
        "Attempts that fail",
        "Calls that fail",
        "Refused by the provider",
        "Alerts that fire"
    };

    /** Requests per second: enough for a window of the scaled rules to hold a score of them. */
    private static final double RATE = 20;

    /** A drill of the pipeline and its database; the batch workers, and what records calls of the model, have no part in it. */
    DrillBuilder pipeline(String name, String story) {
        return without(Set.of(WORKERS, HELICONE, LANGSMITH), name, story);
    }

    /** A drill of the pipeline with what records calls of the model. */
    DrillBuilder recorded(String name, String story) {
        return without(Set.of(WORKERS), name, story);
    }

    private DrillBuilder without(Set<String> others, String name, String story) {
        return Drill.named(name, story)
                .needs(workspace.system().services().stream()
                        .map(Service::name)
                        .filter(service -> !others.contains(service))
                        .toArray(String[]::new))
                .alertmanagers(1)
                .alwaysOn(WATCHDOG.name());
    }

    /** Whether anything records calls of the model. */
    boolean records() {
        return Stream.of(HELICONE, LANGSMITH)
                .allMatch(name -> workspace.system().service(name).isPresent());
    }

    /** A drill of the alerts' way alone, in working hours: nothing runs but the batch workers and what watches them. */
    static DrillBuilder workers(String name, String story) {
        return Drill.named(name, story)
                .needs(WORKERS)
                .alertmanagers(1)
                .asOf(AT_WORK)
                .alwaysOn(WATCHDOG.name());
    }

    /** Written in real time, at the pace of this run. */
    Duration time(String written) {
        return workspace.stack().timeScale().scale(Durations.parse(written));
    }

    /** A query whose windows are written in real time, at the pace of this run. */
    String promql(String written) {
        return workspace.stack().timeScale().promql(written);
    }

    Traffic traffic(String lasts) {
        return Traffic.steady(RATE, time(lasts)).streaming(0.2);
    }

    /** What is promised of every alert that answers to a fault. */
    Promise[] detected(AlertSelector alert, String fault, String holdFor) {
        AlertBudget budget = budget(alert);
        return new Promise[] {
            Promises.firesWithin(alert, fault, scaled(budget.detection())),
            Promises.waitsOut(alert, time(holdFor)),
            Promises.carries(
                    alert, Map.of("severity", "page"), "summary", "description", "runbook_url", "dashboard_url"),
            Promises.reaches(alert, ON_CALL),
            Promises.isDelivered(alert),
            Promises.isToldOnce(alert),
            Promises.resolvesWithin(alert, fault, scaled(budget.resolution()))
        };
    }

    /** From the begin of a fault until its alert must be delivered. */
    Duration detection(AlertSelector alert) {
        return scaled(budget(alert).detection());
    }

    /** From the end of a fault until its alert must be resolved. */
    Duration resolution(AlertSelector alert) {
        return scaled(budget(alert).resolution());
    }

    TracePath path() {
        List<String> path = workspace.budgets().traces().path();
        boolean database = path.contains("database");
        TracePath services = TracePath.through(
                path.stream().filter(hop -> !hop.equals("database")).toArray(String[]::new));
        return database ? services.toDatabase() : services;
    }

    String[] services() {
        return workspace.budgets().traces().services().toArray(String[]::new);
    }

    /** The share of traces that is kept. */
    double sampling() {
        return workspace.budgets().traces().sampling();
    }

    static String requests(String job) {
        return "sum(request_latency_seconds_count{job=\"" + job + "\"})";
    }

    static String latencies(String job) {
        return "sum by (le) (request_latency_seconds_bucket{job=\"" + job + "\"})";
    }

    static String failures(String job) {
        return "sum(request_latency_seconds_count{job=\"" + job + "\", status=~\"5..\"})";
    }

    private AlertBudget budget(AlertSelector alert) {
        return workspace
                .budgets()
                .alert(alert.name())
                .orElseThrow(() -> new StackException(workspace.file() + ": key 'budgets.alerts." + alert.name()
                        + "' is missing; add it, e.g. {detection: 4m, resolution: 8m}"));
    }

    private Duration scaled(Duration written) {
        return workspace.stack().timeScale().scale(written);
    }

    /** D03 of its dashboards. */
    Promise[] panelsCover() {
        return new Promise[] {
            DashboardPromises.panelsCover(
                    "golden signals",
                    Map.of(
                            "traffic", "request_latency_seconds_count",
                            "errors", "request_latency_seconds_count{status}",
                            "latency", "request_latency_seconds_bucket",
                            "saturation", "hikaricp_connections_pending")),
            DashboardPromises.panelsCover(
                    "LLM usage",
                    Map.of(
                            "calls", "gen_ai_client_operation_duration_seconds_count",
                            "failures", "gen_ai_client_operation_duration_seconds_count{error_type}",
                            "first token", "gen_ai_client_operation_time_to_first_chunk_seconds_bucket",
                            "tokens", "gen_ai_client_token_usage_sum",
                            "cost", "llm_cost_usd_total",
                            "limits", "llm_provider_ratelimit_remaining_tokens"))
        };
    }

    /** D01 of its dashboards. */
    Promise panelsDraw() {
        return DashboardPromises.panelsDraw(TROUBLE_PANELS);
    }
}
