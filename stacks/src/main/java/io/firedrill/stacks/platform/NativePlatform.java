package io.firedrill.stacks.platform;

import io.firedrill.stacks.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Real processes on loopback; no Docker. Thread-safe. */
final class NativePlatform implements Platform {
    private final Map<String, Integer> pinned;
    private final Map<String, Path> configured;
    private final RunFolder run;
    private final Path cache;
    private final Binaries binaries;
    private final Ports ports = new Ports();
    private final Map<String, Map<String, Integer>> numbers = new ConcurrentHashMap<>();
    private final Map<String, NativeProcess> processes = new ConcurrentHashMap<>();

    /**
     * A platform without any component yet.
     *
     * @param pinned ports that must be these, by component
     * @param configured executables, by binary
     * @param run the folder of this run
     * @param progress hears one line for each thing that takes a while
     */
    NativePlatform(
            Map<String, Integer> pinned, Map<String, Path> configured, RunFolder run, Consumer<String> progress) {
        this.pinned = Map.copyOf(pinned);
        this.configured = Map.copyOf(configured);
        this.run = run;
        this.cache = UserCache.folder().resolve("bin");
        this.binaries = new Binaries(configured, Commands::onPath, cache, progress);
    }

    @Override
    public String mode() {
        return "native";
    }

    @Override
    public void prepare(Collection<ComponentSpec> specs) {
        specs.forEach(this::reserve);
        binaries.resolve(tools(specs));
    }

    @Override
    public Outcome run(String binary, List<String> arguments, Path folder) {
        List<String> words = new ArrayList<>(List.of(binaries.binary(binary).toString()));
        words.addAll(arguments);
        return Commands.run(folder, words);
    }

    @Override
    public Component start(ComponentSpec spec) {
        Path folder = run.path().resolve(spec.name());
        Reach reach = reach(spec.name());
        NativePlace place = new NativePlace(spec.name(), folder, numbers);
        try {
            Files.createDirectories(folder.resolve("data"));
            Files.createDirectories(folder.resolve("files"));
        } catch (IOException e) {
            throw new StackException(
                    folder + " cannot be made: " + e + "; free space there, or set -Djava.io.tmpdir", e);
        }
        Function<ComponentSpec, NativeProcess.Launch> launch = launcher(spec, place);
        NativeProcess process = new NativeProcess(spec, run, folder.resolve("log"), reach, () -> {
            write(spec, place);
            return launch.apply(spec);
        });
        processes.put(spec.name(), process);
        numbers.getOrDefault(spec.name(), Map.of()).values().forEach(ports::release);
        process.restart();
        return process;
    }

    @Override
    public Reach reach(String component) {
        return port -> new NativePlace(component, run.path(), numbers).listen(port);
    }

    @Override
    public void close() {
        processes.values().parallelStream().forEach(NativeProcess::close);
        ports.close();
    }

    private void reserve(ComponentSpec spec) {
        Map<String, Integer> reserved = new LinkedHashMap<>();
        for (ComponentSpec.Port port : spec.ports()) {
            Integer fixed = reserved.isEmpty() ? pinned.get(spec.name()) : null;
            reserved.put(port.name(), fixed == null ? ports.reserve(spec.name()) : ports.reserve(spec.name(), fixed));
        }
        numbers.put(spec.name(), Map.copyOf(reserved));
    }

    private Function<ComponentSpec, NativeProcess.Launch> launcher(ComponentSpec spec, NativePlace place) {
        Program program = spec.program();
        if (program instanceof Program.Tool tool) {
            String binary = binaries.binary(tool.binary()).toString();
            return any -> launch(List.of(binary), spec, place, Path.of(place.data()), NativeProcess.KILL);
        }
        if (program instanceof Program.Jvm jvm) {
            return any -> launch(JavaCommand.of(jvm), spec, place, Path.of(place.data()), NativeProcess.KILL);
        }
        if (program instanceof Program.Command command) {
            return any -> launch(command.words(), spec, place, command.folder(), NativeProcess.KILL);
        }
        PostgresHome home =
                new PostgresHome(run.path(), Path.of(place.data()), PostgresBinaries.folder(configured, cache));
        return any -> launch(
                home.command(
                        spec.environment().apply(place),
                        NativePlace.HOST,
                        place.port(spec.ports().get(0).name())),
                spec,
                place,
                Path.of("/"),
                "INT");
    }

    private static NativeProcess.Launch launch(
            List<String> executable, ComponentSpec spec, NativePlace place, Path folder, String gentleSignal) {
        List<String> words = new ArrayList<>(executable);
        words.addAll(spec.arguments().apply(place));
        Map<String, String> environment = new HashMap<>(spec.environment().apply(place));
        if (spec.program() instanceof Program.Command command && command.agent()) {
            environment.putIfAbsent("JAVA_TOOL_OPTIONS", "-javaagent:" + JavaCommand.agent());
        }
        return new NativeProcess.Launch(words, environment, folder, gentleSignal);
    }

    private static void write(ComponentSpec spec, NativePlace place) {
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

    private static Set<String> tools(Collection<ComponentSpec> specs) {
        return specs.stream()
                .map(ComponentSpec::program)
                .filter(Program.Tool.class::isInstance)
                .map(program -> ((Program.Tool) program).tool())
                .collect(Collectors.toSet());
    }
}
