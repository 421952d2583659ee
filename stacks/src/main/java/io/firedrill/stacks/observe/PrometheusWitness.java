package io.firedrill.stacks.observe;

import io.firedrill.evidence.AsOf;
import io.firedrill.evidence.Configuration;
import io.firedrill.evidence.Source;
import io.firedrill.evidence.TargetHealth;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.alert.AlertTimeline;
import io.firedrill.evidence.alert.Receiver;
import io.firedrill.evidence.alert.Route;
import io.firedrill.evidence.alert.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads what Prometheus saw of one drill, after its end. Confined to one thread. */
final class PrometheusWitness {
    /** How far back the beginning of an alert that was already there is looked for. */
    private static final Duration LOOKBACK = Duration.ofMinutes(15);

    private final PrometheusClient prometheus;
    private final Gaps gaps;
    private final Instant zero;
    private final Instant end;

    PrometheusWitness(PrometheusClient prometheus, Gaps gaps, Instant zero, Instant end) {
        this.prometheus = prometheus;
        this.gaps = gaps;
        this.zero = zero;
        this.end = end;
    }

    Configuration configuration(AlertmanagerClient alertmanager, Optional<AsOf> asOf) {
        Source config = prometheus.api("/api/v1/status/config");
        String yaml = gaps.read(Witness.PROMETHEUS, config, "", prometheus::configuration);
        List<Rule> rules = gaps.read(Witness.PROMETHEUS, prometheus.api("/api/v1/rules"), List.of(), prometheus::rules);
        Source status = alertmanager.source("/api/v2/status");
        List<Route> routes = gaps.read(
                Witness.ALERTMANAGER,
                status,
                List.of(),
                () -> RunningConfiguration.routes(alertmanager.configuration()));
        List<Receiver> receivers = gaps.read(
                Witness.ALERTMANAGER,
                status,
                List.of(),
                () -> RunningConfiguration.receivers(alertmanager.configuration()));
        return new Configuration(
                scrapeInterval(yaml, config),
                interval(yaml, "evaluation_interval", config),
                rules,
                routes,
                receivers,
                asOf);
    }

    /** The longest of the targets, because jobs may set their own. */
    private Duration scrapeInterval(String yaml, Source config) {
        return activeTargets().stream()
                .map(PrometheusClient.Target::scrapeInterval)
                .max(Duration::compareTo)
                .orElseGet(() -> interval(yaml, "scrape_interval", config));
    }

    private Duration interval(String yaml, String key, Source source) {
        if (yaml.isEmpty()) {
            return Duration.ZERO;
        }
        return gaps.read(Witness.PROMETHEUS, source, Duration.ZERO, () -> RunningConfiguration.interval(yaml, key));
    }

    List<AlertTimeline> alerts(Configuration configuration, Instant begun) {
        Instant from = begun.minus(LOOKBACK);
        Source source = prometheus.samplesSource("ALERTS", from, end);
        AlertPeriods periods = new AlertPeriods(zero, alert -> evaluationInterval(configuration, alert));
        return gaps.read(
                Witness.PROMETHEUS,
                source,
                List.of(),
                () -> periods.fold(prometheus.samples("ALERTS", from, end), begun, source));
    }

    private static Duration evaluationInterval(Configuration configuration, String alert) {
        return configuration.rules().stream()
                .filter(rule -> rule.name().equals(alert))
                .map(Rule::interval)
                .max(Duration::compareTo)
                .orElse(configuration.evaluationInterval());
    }

    List<TargetHealth> targets() {
        Source source = prometheus.samplesSource("up", zero, end);
        return gaps.read(
                Witness.PROMETHEUS,
                source,
                List.of(),
                () -> new ScrapeHealth(zero, end).fold(prometheus.samples("up", zero, end), activeTargets(), source));
    }

    private List<PrometheusClient.Target> activeTargets() {
        return gaps.read(Witness.PROMETHEUS, prometheus.api("/api/v1/targets"), List.of(), prometheus::targets);
    }
}
