package io.firedrill.stacks.workspace;

import io.firedrill.stacks.StackException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * All rules of a workspace: those that {@code rule_files} of Prometheus' configuration names, then those that
 * {@code monitoring.rules} of {@code firedrill.yaml} does. Each file is a plain rule file, or manifests with
 * {@code PrometheusRule} among them. Immutable.
 *
 * @param files in order, each once
 * @param leftOut what the files hold besides rules; one line each
 */
public record WorkspaceRules(List<RuleFile> files, List<String> leftOut) {
    private static final String KIND = "PrometheusRule";

    /** Copies both lists. */
    public WorkspaceRules {
        files = List.copyOf(files);
        leftOut = List.copyOf(leftOut);
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
        List<RuleFile> files = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        paths.forEach(path -> read(path, files, leftOut));
        return new WorkspaceRules(files, leftOut);
    }

    /**
     * Where they are written.
     *
     * @return paths of the user's own files, each once
     */
    public List<Path> paths() {
        return files.stream().map(RuleFile::file).distinct().toList();
    }

    private static void read(Path path, List<RuleFile> files, List<String> leftOut) {
        String text = Yaml.text(path, "");
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
