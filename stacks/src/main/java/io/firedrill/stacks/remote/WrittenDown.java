package io.firedrill.stacks.remote;

import io.firedrill.evidence.endpoint.CertificateSighting;
import io.firedrill.evidence.endpoint.CertificateSighting.Protection;
import io.firedrill.evidence.endpoint.EndpointSighting;
import io.firedrill.evidence.endpoint.SystemSighting;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.workspace.Monitoring;
import io.firedrill.stacks.workspace.Workspace;
import io.firedrill.stacks.workspace.WorkspaceRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the configurations of a workspace tell whoever reads them: in a repository that is everybody. Prometheus,
 * Alertmanager, the Collector and the rules are searched, as they are written; and the rules that Grafana manages are read.
 * Thread-safe.
 */
public final class WrittenDown {
    /** What such an endpoint is called, and its kind. */
    private static final String NAME = "workspace";

    private WrittenDown() {}

    /**
     * Searches the files for secrets, of which none is kept, and for rules that Grafana manages.
     *
     * @param workspace whose
     * @param at when
     * @return the workspace as the one endpoint of a system
     * @throws StackException if a file cannot be read
     */
    public static SystemSighting of(Workspace workspace, Instant at) {
        Path folder = Optional.ofNullable(workspace.file().toAbsolutePath().getParent())
                .orElse(Path.of("/"));
        WorkspaceRules rules = WorkspaceRules.read(workspace.monitoring());
        Leaks leaks = new Leaks();
        files(workspace.monitoring(), rules)
                .distinct()
                .forEach(file ->
                        leaks.search(folder.relativize(file.toAbsolutePath()).toString(), content(file)));
        CertificateSighting none = new CertificateSighting(
                Protection.UNKNOWN, "", "", Optional.empty(), Optional.empty(), Optional.empty());
        EndpointSighting written = new EndpointSighting(
                NAME,
                NAME,
                workspace.file().toString(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                none,
                List.of(),
                leaks.texts(),
                leaks.found());
        return new SystemSighting(
                SystemSighting.SCHEMA_VERSION, workspace.title(), at, List.of(written), rules.grafana());
    }

    private static Stream<Path> files(Monitoring monitoring, WorkspaceRules rules) {
        return Stream.of(
                        Stream.of(monitoring.prometheus(), monitoring.collector()),
                        monitoring.alertmanager().stream(),
                        rules.paths().stream())
                .flatMap(paths -> paths);
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new StackException(file + " cannot be read: " + e, e);
        }
    }
}
