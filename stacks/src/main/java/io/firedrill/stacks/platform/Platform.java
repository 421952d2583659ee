package io.firedrill.stacks.platform;

import io.firedrill.stacks.StackException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/**
 * Where the components of one run are started: as processes on this machine, or as containers. Addresses are known
 * before anything starts, so configurations can be written first. Thread-safe.
 */
public interface Platform extends AutoCloseable {
    /**
     * What reports call it.
     *
     * @return {@code native} or {@code containers}
     */
    String mode();

    /**
     * Finds the executables or images of all components, builds or pulls what is missing, and reserves every port.
     *
     * @param specs every component that will be started
     * @throws StackException naming everything that cannot be had and every remedy; or a port that is taken
     */
    void prepare(Collection<ComponentSpec> specs);

    /**
     * Runs one of the tools' own checkers to its end.
     *
     * @param binary {@code promtool} or {@code amtool}
     * @param arguments its command line; may name files of this machine by absolute path
     * @param folder where it is run; everything the arguments name is below or beside it. It may write there if the run made it
     * @return exit code and output
     */
    Outcome run(String binary, List<String> arguments, Path folder);

    /**
     * Starts a component and waits until it is ready.
     *
     * @param spec one of those prepared
     * @return the running component
     * @throws StackException if it does not become ready: the endpoint, what was last seen, the exit code, the tail of
     *     its log
     */
    Component start(ComponentSpec spec);

    /**
     * Where a component's ports are, as reached from this JVM; known once prepared.
     *
     * @param component its name
     * @return its ports
     */
    Reach reach(String component);

    /**
     * What a server inside this JVM must bind to, so that components reach it through {@link Place#host}.
     *
     * @return loopback, unless containers are elsewhere
     */
    default InetAddress bind() {
        return InetAddress.getLoopbackAddress();
    }

    /**
     * Where what a component writes to its {@link Place#shared()} is found by this JVM.
     *
     * @param component its name
     * @return a folder, there once the component was started
     */
    Path shared(String component);

    /** Stops everything that was started. */
    @Override
    void close();

    /**
     * How a command ended.
     *
     * @param exitCode its exit code
     * @param output standard output and error together
     */
    record Outcome(int exitCode, String output) {}
}
