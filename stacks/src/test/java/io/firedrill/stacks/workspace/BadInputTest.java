package io.firedrill.stacks.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.stacks.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every line of every file that people write, spoilt in every way that people spoil a line: the file is taken as it is, or
 * refused in one line that names it and says where.
 */
class BadInputTest {
    private static final Pattern LINE = Pattern.compile("(\\s*(?:- )?)([\\w.-]+):(?:\\s+(.*))?");
    private static final Map<String, Function<Matcher, String>> SPOILING = new LinkedHashMap<>();

    static {
        SPOILING.put("typo in the key", line -> line.group(1) + line.group(2) + "x: " + value(line));
        SPOILING.put("list that does not end", line -> line.group(1) + line.group(2) + ": [");
        SPOILING.put("quote that does not end", line -> line.group(1) + line.group(2) + ": \"");
        SPOILING.put("word", line -> line.group(1) + line.group(2) + ": no such thing");
        SPOILING.put("negative", line -> line.group(1) + line.group(2) + ": -1");
        SPOILING.put("mapping", line -> line.group(1) + line.group(2) + ": {a: b}");
        SPOILING.put("list", line -> line.group(1) + line.group(2) + ": [a, b]");
        SPOILING.put("twice", line -> line.group() + "\n" + line.group().replace("- ", "  "));
        SPOILING.put("tab", line -> "\t" + line.group());
        SPOILING.put("left out", line -> line.group(1).contains("-") ? line.group(1) : "");
    }

    @TempDir
    Path folder;

    private final List<String> wrong = new ArrayList<>();
    private int refused;
    private Path workspace;

    @BeforeEach
    void copy() {
        workspace = ReferenceWorkspace.copyTo(folder.resolve("reference"));
    }

    @Test
    void workspace_is_taken_or_refused_in_one_line() throws IOException {
        spoil(workspace, this::readWorkspace);

        assertThat(wrong).isEmpty();
        assertThat(refused).as("refused").isGreaterThan(500);
    }

    @Test
    void configurations_of_the_monitoring_are_taken_or_refused_in_one_line() throws IOException {
        for (String name :
                List.of("prometheus.yml", "alertmanager.yml", "collector.yaml", "rules/errors.yml", "rules/slo.yml")) {
            Path file = workspace.resolveSibling(name);
            if (Files.exists(file)) {
                spoil(file, this::readWorkspace);
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(refused).as("refused").isGreaterThan(200);
    }

    @Test
    void file_of_a_system_that_runs_is_taken_or_refused_in_one_line() throws IOException {
        Files.writeString(folder.resolve("token"), "t0ken");
        Path file = Files.writeString(folder.resolve("staging.yaml"), """
                title: Staging
                remote:
                  watch: 5m
                  prometheus:
                    url: https://metrics.example.com/p
                    headers:
                      X-Scope-OrgID: team-a
                    bearer:
                      file: token
                  alertmanager:
                    - url: https://a.example.com
                      basic:
                        user: firedrill
                        password:
                          env: PASSWORD
                  traces:
                    backend: jaeger
                    url: https://jaeger.example.com
                  entry:
                    url: https://staging.example.com
                    health: /health
                """);

        spoil(file, () -> RemoteSystem.read(file, name -> "s3cret"));

        assertThat(wrong).isEmpty();
        assertThat(refused).as("refused").isGreaterThan(100);
    }

    @Test
    void file_of_drills_on_a_system_that_runs_is_taken_or_refused_in_one_line() throws IOException {
        Path file = Files.writeString(folder.resolve("staging.yaml"), """
                remote:
                  permissions:
                    - faults
                    - silences
                    - traffic
                  inbox:
                    listen: 127.0.0.1:9099
                  prometheus:
                    url: https://metrics.example.com/p
                  traces:
                    backend: tempo
                    url: https://tempo.example.com
                  entry:
                    url: https://staging.example.com
                  traffic:
                    at-most: 5
                    stop-when:
                      query: errors:ratio
                      above: 0.01
                drills:
                  - name: inference stopped
                    story: Nobody answers.
                    fault:
                      on: ./break.sh
                      off: ./fix.sh
                      from: 15s
                      for: 5m
                    silence:
                      matchers:
                        - service="gateway"
                      from: 5s
                      for: 10m
                      withholds:
                        - HighErrorRate
                      then-within: 5m
                    expect:
                      - alert: TargetDown
                        within: 3m
                        resolved-within: 10m
                    traffic:
                      rate: 2
                      path: /v1/chat/completions
                      chat:
                        model: small
                        prompt: Hello
                        streaming: 0.5
                    traces:
                      path: [gateway, inference, database]
                      at-least: 0.9
                      sampling: 0.5
                """);

        spoil(file, () -> RemoteSystem.read(file, name -> "s3cret"));

        assertThat(wrong).isEmpty();
        assertThat(refused).as("refused").isGreaterThan(200);
    }

    @Test
    void file_of_incidents_is_taken_or_refused_in_one_line() throws IOException {
        Path file = Files.writeString(folder.resolve("faults.yaml"), """
                ignore: [Watchdog]
                faults:
                  - name: outage
                    from: 2026-11-24T12:03:00Z
                    to: 2026-11-24T12:14:00Z
                    expect: [HighErrorRate]
                """);

        spoil(file, () -> IncidentFile.read(file));

        assertThat(wrong).isEmpty();
        assertThat(refused).as("refused").isGreaterThan(30);
    }

    private static String value(Matcher line) {
        return Optional.ofNullable(line.group(3)).orElse("");
    }

    private void readWorkspace() {
        Workspace read = Workspace.read(workspace);
        WorkspaceRules.read(read.monitoring());
        AlertmanagerConfig.read(read.monitoring().alertmanager());
        PrometheusConfig.read(read.monitoring().prometheus());
        read.silences().forEach(SilenceFile::read);
    }

    private void spoil(Path file, Runnable reading) throws IOException {
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            Matcher line = LINE.matcher(lines.get(i));
            if (line.matches()) {
                for (Map.Entry<String, Function<Matcher, String>> way : SPOILING.entrySet()) {
                    List<String> spoilt = new ArrayList<>(lines);
                    spoilt.set(i, way.getValue().apply(line));
                    Files.write(file, spoilt);
                    look(file.getFileName() + ":" + (i + 1) + " " + way.getKey(), reading);
                }
            }
        }
        Files.write(file, lines);
    }

    private void look(String what, Runnable reading) {
        try {
            reading.run();
        } catch (StackException e) {
            refused++;
            String message = String.valueOf(e.getMessage());
            if (!isClear(message)) {
                wrong.add(what + ": " + message);
            }
        } catch (RuntimeException e) {
            wrong.add(what + ": " + e);
        }
    }

    /** One line that names the file, and in it the line or the key. */
    private boolean isClear(String message) {
        return message.lines().count() == 1
                && message.length() < 500
                && message.startsWith(folder.toString())
                && (message.matches(".*\\.ya?ml:\\d+: .*") || message.contains("key '"))
                && !message.contains("Exception")
                && !message.contains("java.")
                && !message.contains("s3cret");
    }
}
