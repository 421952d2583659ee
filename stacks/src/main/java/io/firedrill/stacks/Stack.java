package io.firedrill.stacks;

import io.firedrill.evidence.StackInfo;
import io.firedrill.stacks.workspace.TimeScale;
import io.firedrill.stacks.workspace.Workspace;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Signatures first. */
public interface Stack extends AutoCloseable {
    /**
     * Launches.
     *
     * @param workspace w
     * @param settings s
     * @param progress p
     * @return s
     */
    @SuppressWarnings("DoNotCallSuggester")
    static Stack launch(Workspace workspace, Settings settings, Consumer<String> progress) {
        throw new StackException("launching is not merged yet: " + workspace + settings + progress);
    }

    /**
     * What runs.
     *
     * @return with the versions asked from the components themselves
     */
    StackInfo info();

    /**
     * Where it runs.
     *
     * @return as reached from this JVM
     */
    Endpoints endpoints();

    /**
     * Its workspace.
     *
     * @return with the settings laid over it
     */
    Workspace workspace();

    /**
     * Its time scale.
     *
     * @return the one in force
     */
    TimeScale timeScale();

    /**
     * Alertmanager's event log.
     *
     * @return one JSON object a line; empty when there is no event recorder
     */
    Optional<Path> eventLog();

    /**
     * The run folder.
     *
     * @return gone after {@link #close()}
     */
    Path folder();

    @Override
    void close();
}
