package io.firedrill.stacks.workspace;

import io.firedrill.evidence.alert.GrafanaRule;
import io.firedrill.stacks.StackException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * All rules of a workspace: those that {@code rule_files} of Prometheus' configuration names, then those that
 * {@code monitoring.rules} of {@code firedrill.yaml} does. Each file is a plain rule file, or manifests with
 * {@code PrometheusRule} among them, or what Grafana manages, as it is provisioned. Immutable.
 *
 * @param files in order, each once
 * @param leftOut what the files hold besides rules; one line each
 * @param grafana the rules that Grafana manages; {@code files} has those of them that Prometheus can ask
 */
public record WorkspaceRules(List<RuleFile> files, List<String> leftOut, List<GrafanaRule> grafana) {
    private static final String KIND = "PrometheusRule";

    /** Copies the lists. */
    public WorkspaceRules {
        files = List.copyOf(files);
        leftOut = List.copyOf(leftOut);
        grafana = List.copyOf(grafana);
    }

    /**
     * Reads them.
     *
     * @param monitoring of a workspace
     * @return the rules
     * @throws StackException if a file is missing, is no valid YAML, or holds manifests of other kinds only
     */
    public static WorkspaceRules read(Monitoring monitoring) {
        Set<Path> paths = new LinkedHashSet<>(
                PrometheusConfig.read(monitoring.prometheus()).ruleFiles());
        paths.addAll(monitoring.rules());
        return of(paths);
    }

    /**
     * Reads files of rules.
     *
     * @param paths plain rule files, manifests, or what Grafana provisions
     * @return the rules
     * @throws StackException if one is missing, is no valid YAML, or holds manifests of other kinds only
     */
    public static WorkspaceRules of(Collection<Path> paths) {
        List<RuleFile> files = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        List<GrafanaRule> grafana = new ArrayList<>();
        for (Path path : paths) {
            String text = Yaml.text(path, "");
            if (GrafanaRules.areIn(path, text)) {
                GrafanaRules found = GrafanaRules.read(path, text);
                files.add(RuleFile.translated(path, found.text()));
                grafana.addAll(found.rules());
                leftOut.add(path
                        + ": rules that Grafana manages are asked of Prometheus and told by Alertmanager; what Grafana"
                        + " itself would tell of no data and of errors is left out");
            } else {
                read(path, text, files, leftOut);
            }
        }
        return new WorkspaceRules(files, leftOut, grafana);
    }

    /**
     * Where they are written.
     *
     * @return paths of the user's own files, each once
     */
    public List<Path> paths() {
        return files.stream().map(RuleFile::file).distinct().toList();
    }

    private static void read(Path path, String text, List<RuleFile> files, List<String> leftOut) {
        List<Manifest> manifests = Manifest.read(path, text).orElse(List.of());
        if (manifests.isEmpty()) {
            files.add(RuleFile.read(path));
            return;
        }
        Set<String> others = new TreeSet<>();
        for (Manifest manifest : manifests) {
            if (manifest.is(KIND, List.of("v1"))) {
                files.add(RuleFile.of(manifest, text));
            } else {
                others.add(manifest.kind());
            }
        }
        tell(path, others, files.stream().anyMatch(rules -> rules.file().equals(path)), leftOut);
    }

    private static void tell(Path path, Set<String> others, boolean found, List<String> leftOut) {
        if (!found) {
            throw new StackException(
                    path + ": holds no " + KIND + ", but " + String.join(", ", others) + "; name a file that has one");
        }
        if (!others.isEmpty()) {
            leftOut.add(path + ": only its " + KIND + " objects are read, not: " + String.join(", ", others));
        }
    }
}
