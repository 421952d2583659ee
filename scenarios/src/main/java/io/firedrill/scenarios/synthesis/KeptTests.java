package io.firedrill.scenarios.synthesis;

import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.firedrill.evidence.rule.FiredAlert;
import io.firedrill.scenarios.synthesis.LogicTier.Outcome;
import io.firedrill.stacks.RuleTools;
import io.firedrill.stacks.workspace.WrittenRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was made up for alerts, as unit tests of promtool that a team can keep: one file for each rule file and step. What promtool does
 * not pass on the team's own files is not written. Confined.
 */
final class KeptTests {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();

    private final RuleTools tools;
    private final Path folder;

    KeptTests(RuleTools tools, Path folder) {
        this.tools = tools;
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** One file of tests. */
    private record Key(Path rules, Duration interval) {}

    /** How many alerts have a test now. */
    int write(List<Outcome> outcomes) {
        Map<Key, List<Outcome>> files = new LinkedHashMap<>();
        for (Outcome each : outcomes) {
            if (each.isClean()) {
                Key key = new Key(
                        each.rule().written().file(),
                        each.scenario().orElseThrow().pace().interval());
                files.computeIfAbsent(key, any -> new ArrayList<>()).add(each);
            }
        }
        int kept = 0;
        for (Map.Entry<Key, List<Outcome>> each : files.entrySet()) {
            kept += write(each.getKey(), each.getValue());
        }
        return kept;
    }

    private int write(Key key, List<Outcome> outcomes) {
        String base = String.valueOf(key.rules().getFileName()).replaceFirst("\\.ya?ml$", "");
        Path file = folder.resolve(base + "_" + key.interval().toSeconds() + "s_test.yml");
        List<Outcome> passing = passing(file, outcomes);
        if (!passing.isEmpty()) {
            text(file, passing);
        }
        return passing.size();
    }

    /** Those that pass by themselves: an alert's namesake may fire as well. */
    private List<Outcome> passing(Path file, List<Outcome> outcomes) {
        List<Outcome> passing = new ArrayList<>();
        for (Outcome each : outcomes) {
            text(file, List.of(each));
            if (tools.promtool(List.of("test", "rules", file.toString()), folder)
                            .exitCode()
                    == 0) {
                passing.add(each);
            }
        }
        if (passing.isEmpty()) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(file + " cannot be removed: " + e.getMessage(), e);
            }
        }
        return passing;
    }

    private void text(Path file, List<Outcome> outcomes) {
        try {
            Files.createDirectories(folder);
            YAML.writeValue(file.toFile(), tree(outcomes));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    private Map<String, Object> tree(List<Outcome> outcomes) {
        Set<String> files = new LinkedHashSet<>();
        Set<String> groups = new LinkedHashSet<>();
        for (Outcome each : outcomes) {
            each.rule().records().forEach(record -> add(record, files, groups));
            add(each.rule().written(), files, groups);
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("rule_files", List.copyOf(files));
        tree.put(
                "evaluation_interval",
                outcomes.get(0).scenario().orElseThrow().pace().interval().toSeconds() + "s");
        tree.put("group_eval_order", List.copyOf(groups));
        tree.put("tests", outcomes.stream().map(KeptTests::test).toList());
        return tree;
    }

    private void add(WrittenRule rule, Set<String> files, Set<String> groups) {
        files.add(folder.relativize(rule.file().toAbsolutePath().normalize()).toString());
        groups.add(rule.group());
    }

    private static Map<String, Object> test(Outcome outcome) {
        Scenario scenario = outcome.scenario().orElseThrow();
        String name = outcome.rule().written().name();
        List<Object> asked = new ArrayList<>();
        scenario.below().ifPresent(below -> asked.add(expected(scenario, below, name, List.of())));
        asked.add(expected(scenario, scenario.firing(), name, alerts(outcome)));
        scenario.healed().ifPresent(healed -> asked.add(expected(scenario, healed, name, List.of())));
        Map<String, Object> test = new LinkedHashMap<>();
        test.put("name", name + ": quiet, firing, over");
        test.put("interval", scenario.pace().interval().toSeconds() + "s");
        test.put("start_timestamp", scenario.start() / 1000);
        List<Object> series = new ArrayList<>();
        SeriesText.of(scenario).forEach((selector, values) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("series", selector);
            one.put("values", values);
            series.add(one);
        });
        test.put("input_series", series);
        test.put("alert_rule_test", asked);
        return test;
    }

    private static List<Object> alerts(Outcome outcome) {
        List<Object> alerts = new ArrayList<>();
        for (FiredAlert each : outcome.told().orElseThrow().alerts()) {
            Map<String, String> labels = new LinkedHashMap<>(each.labels());
            labels.remove("alertname");
            alerts.add(Map.of("exp_labels", labels, "exp_annotations", each.annotations()));
        }
        return alerts;
    }

    private static Map<String, Object> expected(Scenario scenario, Stage stage, String name, List<Object> alerts) {
        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("eval_time", (stage.phase().end() - scenario.start()) / 1000 + "s");
        expected.put("alertname", name);
        expected.put("exp_alerts", alerts);
        return expected;
    }
}
