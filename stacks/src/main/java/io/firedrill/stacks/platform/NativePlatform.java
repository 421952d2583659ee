package io.firedrill.stacks.platform;

import io.firedrill.stacks.StackException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Real processes on loopback; no Docker. Thread-safe. */
final class NativePlatform implements Platform {
    private final Map<String, Integer> pinned;
    private final Map<String, Path> configured;
    private final RunFolder run;
    private final Path cache;
    private final Binaries binaries;
    private final Consumer<String> progress;
    private final HostProcesses processes;
    private final Ports ports = new Ports();
    private final Map<String, Map<String, String>> addresses = new ConcurrentHashMap<>();

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
        this.progress = progress;
        this.processes = new HostProcesses(run);
    }

    @Override
    public String mode() {
        return "native";
    }

    @Override
    public void prepare(Collection<ComponentSpec> specs) {
        if (specs.stream().anyMatch(spec -> spec.program() instanceof Program.Grafana)) {
            throw new StackException(
                    "Grafana is had in a container alone, and this stack is native: start a Docker engine, or leave"
                            + " out --grafana (firedrill.grafana)");
        }
        specs.forEach(this::reserve);
        binaries.resolve(tools(specs));
        if (specs.stream().anyMatch(spec -> spec.program() instanceof Program.Zipkin)) {
            ZipkinJar.find(configured, progress);
        }
    }

    @Override
    public Outcome run(String binary, List<String> arguments, Path folder) {
        List<String> words = new ArrayList<>(List.of(binaries.binary(binary).toString()));
        words.addAll(arguments);
        return Commands.run(folder, words);
    }

    @Override
    public Component start(ComponentSpec spec) {
        HostPlace place = place(spec.name());
        NativeProcess process = processes.create(spec, place, reach(spec.name()), executable(spec, place));
        spec.ports().forEach(port -> ports.release(place.port(port.name())));
        process.restart();
        return process;
    }

    @Override
    public Reach reach(String component) {
        return port -> Addresses.of(addresses, component, port);
    }

    @Override
    public Path shared(String component) {
        return Path.of(place(component).shared());
    }

    @Override
    public void close() {
        processes.close();
        ports.close();
    }

    private HostPlace place(String component) {
        return new HostPlace(component, run.path().resolve(component), HostPlace.LOOPBACK, addresses);
    }

    private void reserve(ComponentSpec spec) {
        Map<String, String> reserved = new LinkedHashMap<>();
        for (ComponentSpec.Port port : spec.ports()) {
            Integer fixed = reserved.isEmpty() ? pinned.get(spec.name()) : null;
            int number = fixed == null ? ports.reserve(spec.name()) : ports.reserve(spec.name(), fixed);
            reserved.put(port.name(), HostPlace.LOOPBACK + ":" + number);
        }
        addresses.put(spec.name(), Map.copyOf(reserved));
    }

    private Supplier<HostProcesses.Executable> executable(ComponentSpec spec, HostPlace place) {
        Program program = spec.program();
        if (program instanceof Program.Tool tool) {
            Path binary = binaries.binary(tool.binary());
            return () -> HostProcesses.Executable.of(binary, place);
        }
        if (program instanceof Program.Jvm jvm) {
            return () -> HostProcesses.Executable.of(jvm, place);
        }
        if (program instanceof Program.Command command) {
            return () -> HostProcesses.Executable.of(command);
        }
        Path data = Path.of(place.data());
        if (program instanceof Program.Zipkin) {
            Path jar = ZipkinJar.find(configured, progress);
            return () -> new HostProcesses.Executable(ZipkinJar.command(jar), data, NativeProcess.KILL);
        }
        PostgresHome home = new PostgresHome(run.path(), data, PostgresBinaries.folder(configured, cache));
        int port = place.port(spec.ports().get(0).name());
        return () -> new HostProcesses.Executable(
                home.command(spec.environment().apply(place), HostPlace.LOOPBACK, port), Path.of("/"), "INT");
    }

    private static Set<String> tools(Collection<ComponentSpec> specs) {
        return specs.stream()
                .map(ComponentSpec::program)
                .filter(Program.Tool.class::isInstance)
                .map(program -> ((Program.Tool) program).tool())
                .collect(Collectors.toSet());
    }
}
