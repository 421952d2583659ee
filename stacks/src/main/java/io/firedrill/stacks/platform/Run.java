package io.firedrill.stacks.platform;

import io.firedrill.stacks.StackException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One run on this machine: its temporary folder, its platform, and the promise that nothing of it is left behind, however
 * it ends. Beginning a run sweeps what dead ones left. Thread-safe.
 */
public final class Run implements AutoCloseable {
    private final RunFolder folder;
    private final Consumer<String> progress;
    private final Deque<AutoCloseable> things = new ArrayDeque<>();
    private final Thread hook = new Thread(this::end, "firedrill-clean-up");
    private boolean closed;

    private Run(RunFolder folder, Consumer<String> progress) {
        this.folder = folder;
        this.progress = progress;
    }

    /**
     * Sweeps, and makes the folder of a new run.
     *
     * @param progress hears one line for each thing worth knowing
     * @return a run to be closed
     */
    public static Run begin(Consumer<String> progress) {
        sweep().forEach(swept -> progress.accept("swept what a killed run had left: " + swept));
        Run run = new Run(RunFolder.create(RunFolder.parent()), progress);
        Runtime.getRuntime().addShutdownHook(run.hook);
        return run;
    }

    /**
     * Ends what killed runs left on this machine: processes, containers and folders. Runs that go on are left alone.
     *
     * @return the folders of the runs that were swept
     * @throws io.firedrill.stacks.StackException if one cannot be; the message names it
     */
    public static List<Path> sweep() {
        return Sweep.under(RunFolder.parent());
    }

    /**
     * Whether a run of this machine goes on, once what killed ones left is swept.
     *
     * @param id a run's {@link #id()}
     * @return false if it is over
     */
    public static boolean goesOn(String id) {
        return Files.exists(RunFolder.parent().resolve(id));
    }

    /**
     * The folder that is gone after the run.
     *
     * @return an absolute path
     */
    public Path folder() {
        return folder.path();
    }

    /**
     * What marks everything that belongs to this run.
     *
     * @return the folder's name; processes carry it as {@code FIREDRILL_RUN}, containers as {@code io.firedrill.run}
     */
    public String id() {
        return folder.id();
    }

    /**
     * Something that is done to a system that outlives the run, and undone with it, however it ends.
     *
     * @param name what it is called, unique in the run; letters, digits and hyphens
     * @param on the command line that does it
     * @param off the command line that undoes it; run more than once if need be
     * @param folder where both are run
     * @param transcript hears one line for each command that was run
     * @return not done yet
     */
    public Deed deed(String name, String on, String off, Path folder, Consumer<String> transcript) {
        return new Deed(this.folder, name, on, off, folder, transcript);
    }

    /**
     * Processes on this machine.
     *
     * @param pinned ports that must be these, by component
     * @param configured executables, by binary
     * @return a platform that is closed with the run
     */
    public Platform natively(Map<String, Integer> pinned, Map<String, Path> configured) {
        return closing(new NativePlatform(pinned, configured, folder, progress));
    }

    /**
     * Containers of a Docker engine, if one answers and has, or can pull, the images.
     *
     * @param pinned ports that must be these, by component
     * @param images what tools are started from
     * @param tools those of {@link Images#TOOLS} that will be
     * @return a platform that is closed with the run, or why there is none
     */
    public ContainerOffer containers(Map<String, Integer> pinned, Images images, Collection<String> tools) {
        EngineAddress address = EngineAddress.find(System.getenv(), Path.of(System.getProperty("user.home", ".")));
        ContainerOffer offer = new ContainerSearch(address, folder, progress)
                .offer(pinned, images, tools.stream().sorted().map(images::of).toList());
        if (offer instanceof ContainerOffer.Ready ready) {
            closing(ready.platform());
        }
        return offer;
    }

    /**
     * Closes something with the run: the last first, and before the folder goes.
     *
     * @param thing what to close
     * @param <T> what it is
     * @return the same thing
     * @throws StackException if the run is closed already; the thing is closed then
     */
    public <T extends AutoCloseable> T closing(T thing) {
        synchronized (things) {
            if (!closed) {
                things.push(thing);
                return thing;
            }
        }
        quietly(thing);
        throw new StackException("the run is over");
    }

    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is shutting down and the hook has done, or is doing, the same.
            return;
        }
    }

    private void end() {
        synchronized (things) {
            closed = true;
            while (!things.isEmpty()) {
                quietly(things.pop());
            }
            folder.close();
        }
    }

    private void quietly(AutoCloseable thing) {
        try {
            thing.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            progress.accept("while cleaning up: " + e.getMessage());
        }
    }
}
