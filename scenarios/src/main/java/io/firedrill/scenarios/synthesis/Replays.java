package io.firedrill.scenarios.synthesis;

import com.fasterxml.jackson.databind.JsonNode;
import io.firedrill.assertions.rule.RuleVerdicts;
import io.firedrill.evidence.rule.ChainTrial;
import io.firedrill.evidence.rule.ChainTrial.Recipient;
import io.firedrill.evidence.verdict.Judgement;
import io.firedrill.scenarios.chain.Cast;
import io.firedrill.scenarios.chain.ChainTier;
import io.firedrill.scenarios.promql.AlertRule;
import io.firedrill.scenarios.promql.Labels;
import io.firedrill.stacks.RuleTools;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.promql.Expr;
import io.firedrill.stacks.promql.Matcher;
import io.firedrill.stacks.promql.UnsupportedPromqlException;
import io.firedrill.stacks.workspace.Durations;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** A team's own tests, played in the live chain: each alert that one of them expects must reach whom its routes name. Confined. */
final class Replays {
    private final RuleTools tools;
    private final ChainTier tier;
    private final List<AlertRule> alerts;
    private final Optional<Routes> routes;

    Replays(RuleTools tools, ChainTier tier, List<AlertRule> alerts, Optional<Routes> routes) {
        this.tools = tools;
        this.tier = tier;
        this.alerts = List.copyOf(alerts);
        this.routes = routes;
    }

    /** An alert that a test expects; {@code cast} is empty if it cannot be played. */
    private record Expected(Path file, String alert, Optional<Cast> cast, String reason) {}

    List<Judgement> of(List<Path> files, Optional<Path> alertmanager) {
        List<Expected> all = new ArrayList<>();
        for (Path file : files) {
            JsonNode tree = TeamTests.tree(file);
            String usual = tree.path("evaluation_interval").asText("1m");
            tree.path("tests").forEach(group -> all.addAll(expected(file, group, usual)));
        }
        List<ChainTrial> trials =
                tier.hold(all.stream().flatMap(each -> each.cast().stream()).toList(), alertmanager);
        List<Judgement> judgements = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < all.size(); i++) {
            Expected each = all.get(i);
            ChainTrial trial = each.cast().isPresent() ? trials.get(next++) : ChainTrial.none(each.reason());
            judgements.addAll(RuleVerdicts.replayed(each.alert(), each.file().toString(), trial, i));
        }
        return judgements;
    }

    /** The first time that each alert is expected in a group of tests. */
    private List<Expected> expected(Path file, JsonNode group, String usual) {
        Map<String, Expected> first = new LinkedHashMap<>();
        for (JsonNode test : group.path("alert_rule_test")) {
            String name = test.path("alertname").asText();
            if (!test.path("exp_alerts").isEmpty() && !first.containsKey(name)) {
                first.put(name, expected(file, group, test, usual));
            }
        }
        return List.copyOf(first.values());
    }

    private Expected expected(Path file, JsonNode group, JsonNode test, String usual) {
        String name = test.path("alertname").asText();
        Optional<AlertRule> rule = alerts.stream()
                .filter(each -> each.written().name().equals(name))
                .findFirst();
        if (rule.isEmpty()) {
            return new Expected(file, name, Optional.empty(), "its rule is not among those that were named");
        }
        try {
            Cast cast = new Cast(rule.get(), script(group, test, rule.get(), usual), awaited(name, test));
            return new Expected(file, name, Optional.of(cast), "");
        } catch (UnsupportedPromqlException | StackException | IllegalArgumentException e) {
            return new Expected(file, name, Optional.empty(), "its test uses " + e.getMessage());
        }
    }

    private WrittenScript script(JsonNode group, JsonNode test, AlertRule rule, String usual) {
        long interval = millis(group.path("interval").asText(usual));
        long begin = group.path("start_timestamp").asLong(0) * 1000;
        Map<Labels, List<Double>> values = new LinkedHashMap<>();
        for (JsonNode each : group.path("input_series")) {
            values.put(
                    labels(tools.parse(each.path("series").asText())),
                    SeriesNotation.values(each.path("values").asText()));
        }
        long due = begin + millis(test.path("eval_time").asText("0s"));
        long reach = new Leaves(rule.condition(), rule.recordings()).reach().toMillis() / interval;
        return new WrittenScript(begin, interval, due, reach, values);
    }

    private static long millis(String duration) {
        return Durations.parse(duration).toMillis();
    }

    private static Labels labels(Expr series) {
        if (!(series instanceof Expr.Select select)) {
            throw new UnsupportedPromqlException("a series that is none");
        }
        Map<String, String> labels = new LinkedHashMap<>();
        for (Matcher each : select.matchers()) {
            labels.put(each.label(), each.value());
        }
        return Labels.of(labels);
    }

    private List<Recipient> awaited(String name, JsonNode test) {
        if (routes.isEmpty()) {
            return List.of(ChainTier.INBOX);
        }
        Map<String, String> labels = new LinkedHashMap<>(Map.of("alertname", name));
        StreamSupport.stream(test.path("exp_alerts").spliterator(), false)
                .limit(1)
                .flatMap(alert -> alert.path("exp_labels").properties().stream())
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return ChainDrills.recipients(routes.get().of(List.of(labels)));
    }
}
