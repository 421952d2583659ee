package io.firedrill.scenarios.synthesis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.firedrill.evidence.rule.Mutant;
import io.firedrill.evidence.rule.TestFile;
import io.firedrill.evidence.rule.TestReview;
import io.firedrill.scenarios.promql.AlertRule;
import io.firedrill.stacks.RuleTools;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.platform.Platform;
import io.firedrill.stacks.workspace.FilePattern;
import io.firedrill.stacks.workspace.WrittenRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Unit tests that a team has of its own: whether they pass, which alerts they expect, and which mistakes they would notice. Confined. */
final class TeamTests {
    private static final YAMLMapper YAML = new YAMLMapper();

    private final RuleTools tools;
    private final List<WrittenRule> rules;

    TeamTests(RuleTools tools, List<WrittenRule> rules) {
        this.tools = tools;
        this.rules = List.copyOf(rules);
    }

    /** A file, as read. */
    private record Suite(Path file, ObjectNode tree, List<Path> rules, TestFile told) {}

    TestReview review(List<Path> files, List<AlertRule> alerts) {
        List<Suite> suites = files.stream().map(this::run).toList();
        List<Mutant> mutants = new ArrayList<>();
        for (AlertRule alert : alerts) {
            List<Suite> watching = suites.stream()
                    .filter(each -> watches(each, alert.written()))
                    .toList();
            if (!watching.isEmpty()) {
                for (Mutants.Changed each : Mutants.of(alert)) {
                    boolean noticed = watching.stream().anyMatch(suite -> fails(suite, alert.written(), each.rule()));
                    mutants.add(new Mutant(
                            alert.written().name(),
                            alert.written().file().toString(),
                            alert.written().line(),
                            each.mistake(),
                            noticed));
                }
            }
        }
        return new TestReview(suites.stream().map(Suite::told).toList(), mutants, List.of());
    }

    private static boolean watches(Suite suite, WrittenRule rule) {
        return suite.told().passed()
                && suite.rules().contains(absolute(rule.file()))
                && suite.told().alerts().contains(rule.name());
    }

    private Suite run(Path given) {
        Path file = absolute(given);
        ObjectNode tree = tree(file);
        List<Path> used = new ArrayList<>();
        Path folder = file.resolve("..").normalize();
        tree.path("rule_files").forEach(each -> used.addAll(FilePattern.expand(folder, each.asText())));
        Platform.Outcome outcome = tools.promtool(List.of("test", "rules", file.toString()), folder);
        boolean passed = outcome.exitCode() == 0;
        return new Suite(
                file, tree, used, new TestFile(given.toString(), passed, passed ? "" : first(outcome), expected(tree)));
    }

    private static String first(Platform.Outcome outcome) {
        String output = outcome.output();
        return output.substring(Math.max(0, output.indexOf("FAILED:")))
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.equals("FAILED:"))
                .findFirst()
                .orElse("promtool ended with " + outcome.exitCode());
    }

    private static List<String> expected(JsonNode tree) {
        TreeSet<String> names = new TreeSet<>();
        for (JsonNode group : tree.path("tests")) {
            for (JsonNode test : group.path("alert_rule_test")) {
                if (!test.path("exp_alerts").isEmpty()) {
                    names.add(test.path("alertname").asText());
                }
            }
        }
        return List.copyOf(names);
    }

    /** With the file of the rule exchanged for one in which only that rule is another. */
    private boolean fails(Suite suite, WrittenRule rule, WrittenRule mutant) {
        try {
            Path folder = Files.createDirectories(tools.folder().resolve("mutants"));
            Path changed = Files.writeString(folder.resolve("rules.yml"), YAML.writeValueAsString(file(rule, mutant)));
            ObjectNode tree = suite.tree().deepCopy();
            ArrayNode used = tree.putArray("rule_files");
            suite.rules()
                    .forEach(each ->
                            used.add(each.equals(absolute(rule.file())) ? changed.toString() : each.toString()));
            Path test = Files.writeString(folder.resolve("test.yml"), YAML.writeValueAsString(tree));
            return tools.promtool(List.of("test", "rules", test.toString()), folder)
                            .exitCode()
                    != 0;
        } catch (IOException e) {
            throw new StackException(tools.folder() + " cannot be written: " + e.getMessage(), e);
        }
    }

    private Map<String, Object> file(WrittenRule rule, WrittenRule mutant) {
        Map<String, List<Object>> groups = new LinkedHashMap<>();
        for (WrittenRule each : rules) {
            if (each.file().equals(rule.file())) {
                groups.computeIfAbsent(each.group(), name -> new ArrayList<>())
                        .add((each.equals(rule) ? mutant : each).tree());
            }
        }
        List<Object> all = new ArrayList<>();
        groups.forEach((name, written) -> all.add(Map.of("name", name, "rules", written)));
        return Map.of("groups", all);
    }

    static ObjectNode tree(Path file) {
        try {
            if (YAML.readTree(file.toFile()) instanceof ObjectNode tree && tree.has("tests")) {
                return tree;
            }
            throw new StackException(file + ": is no unit test of promtool's, which has rule_files and tests");
        } catch (IOException e) {
            throw new StackException(
                    file + ": is no valid YAML: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    e);
        }
    }

    private static Path absolute(Path file) {
        return file.toAbsolutePath().normalize();
    }
}
