package io.firedrill.stacks.platform;

import io.firedrill.stacks.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** The components of one run that are processes on this machine. Thread-safe. */
final class HostProcesses implements AutoCloseable {
    private final RunFolder run;
    private final Map<String, NativeProcess> processes = new ConcurrentHashMap<>();

    HostProcesses(RunFolder run) {
        this.run = run;
    }

    /** What to start; decided anew at each start. */
    record Executable(List<String> words, Path folder, String gentleSignal) {
        static Executable of(Path binary, HostPlace place) {
            return new Executable(List.of(binary.toString()), Path.of(place.data()), NativeProcess.KILL);
        }

        /** What is a process on every platform. */
        static Executable of(Program.Jvm program, HostPlace place) {
            return new Executable(JavaCommand.of(program), Path.of(place.data()), NativeProcess.KILL);
        }

        /** What is a process on every platform. */
        static Executable of(Program.Command program) {
            return new Executable(program.words(), program.folder(), NativeProcess.KILL);
        }
    }

    /** A process that is not started yet: its {@link NativeProcess#restart()} does that. */
    NativeProcess create(ComponentSpec spec, HostPlace place, Reach reach, Supplier<Executable> executable) {
        try {
            Files.createDirectories(place.folder().resolve("data"));
            Files.createDirectories(place.folder().resolve("files"));
        } catch (IOException e) {
            throw new StackException(
                    place.folder() + " cannot be made: " + e + "; free space there, or set -Djava.io.tmpdir", e);
        }
        NativeProcess process = new NativeProcess(spec, run, place.folder().resolve("log"), reach, () -> {
            write(spec, place);
            return launch(executable.get(), spec, place);
        });
        processes.put(spec.name(), process);
        return process;
    }

    @Override
    public void close() {
        processes.values().parallelStream().forEach(NativeProcess::close);
    }

    private static NativeProcess.Launch launch(Executable executable, ComponentSpec spec, HostPlace place) {
        List<String> words = new ArrayList<>(executable.words());
        words.addAll(spec.arguments().apply(place));
        Map<String, String> environment = new HashMap<>(spec.environment().apply(place));
        if (spec.program() instanceof Program.Command command && command.agent()) {
            environment.putIfAbsent("JAVA_TOOL_OPTIONS", "-javaagent:" + JavaCommand.agent());
        }
        return new NativeProcess.Launch(words, environment, executable.folder(), executable.gentleSignal());
    }

    private static void write(ComponentSpec spec, HostPlace place) {
        for (Map.Entry<String, Function<Place, String>> file : spec.files().entrySet()) {
            Path path = Path.of(place.file(file.getKey()));
            try {
                Files.createDirectories(path.resolve("..").normalize());
                Files.writeString(path, file.getValue().apply(place));
            } catch (IOException e) {
                throw new StackException(path + " cannot be written: " + e.getMessage(), e);
            }
        }
    }
}
