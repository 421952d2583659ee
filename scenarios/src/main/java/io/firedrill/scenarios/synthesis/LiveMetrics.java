package io.firedrill.scenarios.synthesis;

import io.firedrill.evidence.rule.LiveSeries;
import io.firedrill.scenarios.promql.AlertRule;
import io.firedrill.scenarios.promql.Recordings.Recording;
import io.firedrill.stacks.observe.PrometheusClient;
import io.firedrill.stacks.observe.SeriesAccess;
import io.firedrill.stacks.promql.Expr;
import io.firedrill.stacks.promql.Expr.Select;
import io.firedrill.stacks.promql.Matcher;
import io.firedrill.stacks.promql.Matcher.Operator;
import io.firedrill.stacks.promql.PromqlText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks a running Prometheus for the series that alerts read, each selector once. It sends queries only. Confined. */
final class LiveMetrics {
    private static final Set<String> ABSENT = Set.of("absent", "absent_over_time");
    private static final Duration WITHIN = Duration.ofDays(1);

    private final String url;
    private final SeriesAccess prometheus;
    private final Instant to = Clock.systemUTC().instant();
    private final Map<String, Boolean> asked = new HashMap<>();

    LiveMetrics(String url, PrometheusClient prometheus) {
        this.url = url;
        this.prometheus = new SeriesAccess(prometheus);
    }

    LiveSeries of(AlertRule rule) {
        Set<Select> read = new LinkedHashSet<>();
        collect(rule.condition(), rule, read, new HashSet<>());
        List<String> found = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        List<String> empty = new ArrayList<>();
        for (Select each : read) {
            String selector = PromqlText.of(new Select(each.matchers(), Duration.ZERO));
            Optional<String> name = each.metric();
            if (has(selector)) {
                found.add(selector);
            } else if (name.isPresent() && !has(named(name.get()))) {
                unknown.add(name.get());
            } else {
                empty.add(selector);
            }
        }
        return new LiveSeries(url, WITHIN, found, unknown.stream().distinct().toList(), empty);
    }

    private static String named(String metric) {
        return PromqlText.of(new Select(List.of(new Matcher(Matcher.NAME, Operator.EQUAL, metric)), Duration.ZERO));
    }

    private boolean has(String selector) {
        return asked.computeIfAbsent(selector, any -> prometheus.has(any, to.minus(WITHIN), to));
    }

    /** What is recorded stands for what it is recorded from. */
    private static void collect(Expr expr, AlertRule rule, Set<Select> read, Set<String> seen) {
        if (expr instanceof Expr.Call call && ABSENT.contains(call.function())) {
            return;
        }
        if (expr instanceof Select select) {
            List<Recording> recorded = rule.recordings().of(select);
            if (recorded.isEmpty()) {
                read.add(select);
            } else if (seen.add(select.metric().orElse(""))) {
                recorded.forEach(each -> collect(each.expr(), rule, read, seen));
            }
            return;
        }
        expr.parts().forEach(each -> collect(each, rule, read, seen));
    }
}
