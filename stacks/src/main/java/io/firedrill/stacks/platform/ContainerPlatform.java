package io.firedrill.stacks.platform;

import com.github.dockerjava.api.exception.DockerException;
import io.firedrill.stacks.StackException;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Monitoring and databases as containers on a network of their own; services as processes here. Thread-safe. */
final class ContainerPlatform implements Platform {
    private final DockerEngine engine;
    private final Bridge bridge;
    private final Images images;
    private final Map<String, Integer> pinned;
    private final RunFolder run;
    private final HostProcesses processes;
    private final Ports ports = new Ports();
    private final Map<String, Map<String, String>> fromHere = new ConcurrentHashMap<>();
    private final Map<String, Map<String, String>> fromContainers = new ConcurrentHashMap<>();
    private final Map<String, Map<Integer, Integer>> published = new ConcurrentHashMap<>();
    private final Map<String, Relay> relays = new ConcurrentHashMap<>();
    private final ReadWriteLock closing = new ReentrantReadWriteLock();
    private final Reachability reachability;
    private boolean closed;

    /** Begins to find out whether containers get through to this machine; the first start needs to know. */
    ContainerPlatform(DockerEngine engine, Bridge bridge, Images images, Map<String, Integer> pinned, RunFolder run) {
        this.engine = engine;
        this.bridge = bridge;
        this.images = images;
        this.pinned = Map.copyOf(pinned);
        this.run = run;
        this.processes = new HostProcesses(run);
        this.reachability = Reachability.probe(engine, bridge, images.of("prometheus"));
    }

    @Override
    public String mode() {
        return "containers";
    }

    @Override
    public void prepare(Collection<ComponentSpec> specs) {
        specs.forEach(spec -> {
            if (isContainer(spec)) {
                placeContainer(spec);
            } else {
                placeProcess(spec);
            }
        });
    }

    @Override
    public Outcome run(String binary, List<String> arguments, Path folder) {
        String tool = Images.TOOLS.stream()
                .filter(Images::isBuilt)
                .filter(name -> ToolFolder.of(name).packages().containsKey(binary))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(binary + " belongs to no tool"));
        try {
            List<String> words = Stream.concat(Stream.of("/bin/" + binary), arguments.stream())
                    .toList();
            boolean own = folder.startsWith(run.path());
            return engine.run(
                    run.id(), new Errand(images.of(tool), words, "none", List.of(), Optional.of(folder), own));
        } catch (DockerException e) {
            throw new StackException(
                    binary + " cannot be run from image " + images.of(tool) + ": " + EngineError.of(e), e);
        }
    }

    @Override
    public Component start(ComponentSpec spec) {
        reachability.await();
        if (isContainer(spec)) {
            ContainerComponent container = container(spec);
            published.getOrDefault(spec.name(), Map.of()).values().forEach(ports::release);
            container.restart();
            return container;
        }
        HostPlace place = new HostPlace(spec.name(), run.path().resolve(spec.name()), hostName(), fromHere);
        NativeProcess process = processes.create(
                spec,
                place,
                reach(spec.name()),
                () -> spec.program() instanceof Program.Jvm jvm
                        ? HostProcesses.Executable.of(jvm, place)
                        : HostProcesses.Executable.of((Program.Command) spec.program()));
        spec.ports().forEach(port -> ports.release(place.port(port.name())));
        process.restart();
        return process;
    }

    @Override
    public Reach reach(String component) {
        return port -> Addresses.of(fromHere, component, port);
    }

    @Override
    public Path shared(String component) {
        return run.path().resolve(component).resolve("shared");
    }

    @Override
    public InetAddress bind() {
        return bridge.bind();
    }

    @Override
    public void close() {
        closing.writeLock().lock();
        try {
            closed = true;
        } finally {
            closing.writeLock().unlock();
        }
        processes.close();
        relays.values().forEach(Relay::close);
        ports.close();
        engine.remove(run.id());
        engine.close();
    }

    private static boolean isContainer(ComponentSpec spec) {
        return !(spec.program() instanceof Program.Jvm || spec.program() instanceof Program.Command);
    }

    /**
     * Ports are published on loopback, but for those of the fault proxy: the engine's forwarding accepts before it
     * connects, and its caller would never see a connection refused or reset. Others are better off with it: where nothing
     * forwards, the address of a killed container swallows what is sent to it, and a published port refuses.
     */
    private void placeContainer(ComponentSpec spec) {
        Map<String, String> here = new LinkedHashMap<>();
        Map<String, String> there = new LinkedHashMap<>();
        Map<Integer, Integer> forwarded = new LinkedHashMap<>();
        Optional<String> direct = direct(spec);
        for (ComponentSpec.Port port : spec.ports()) {
            Integer wanted = here.isEmpty() ? pinned.get(spec.name()) : null;
            if (wanted != null || direct.isEmpty()) {
                forwarded.put(port.number(), reserve(spec, wanted));
            }
            String address = direct.map(fixed -> fixed + ":" + port.number())
                    .orElseGet(() -> HostPlace.LOOPBACK + ":" + forwarded.get(port.number()));
            here.put(port.name(), address);
            there.put(port.name(), spec.name() + ":" + port.number());
        }
        fromHere.put(spec.name(), Map.copyOf(here));
        fromContainers.put(spec.name(), Map.copyOf(there));
        published.put(spec.name(), Map.copyOf(forwarded));
    }

    private Optional<String> direct(ComponentSpec spec) {
        return spec.program() instanceof Program.Tool tool && tool.tool().equals("toxiproxy")
                ? bridge.direct()
                : Optional.empty();
    }

    private void placeProcess(ComponentSpec spec) {
        Map<String, String> here = new LinkedHashMap<>();
        Map<String, String> there = new LinkedHashMap<>();
        for (ComponentSpec.Port port : spec.ports()) {
            int number = reserve(spec, here.isEmpty() ? pinned.get(spec.name()) : null);
            here.put(port.name(), HostPlace.LOOPBACK + ":" + number);
            there.put(port.name(), bridge.host() + ":" + fromBridge(spec.name() + ":" + port.name(), number));
        }
        fromHere.put(spec.name(), Map.copyOf(here));
        fromContainers.put(spec.name(), Map.copyOf(there));
    }

    /** Services listen on loopback, which is not on the bridge. */
    private int fromBridge(String port, int number) {
        return bridge.bind().isLoopbackAddress()
                ? number
                : relays.computeIfAbsent(port, any -> Relay.start(bridge.bind(), number))
                        .port();
    }

    private int reserve(ComponentSpec spec, @Nullable Integer wanted) {
        return wanted == null ? ports.reserve(spec.name()) : ports.reserve(spec.name(), wanted);
    }

    private String hostName() {
        return bridge.bind().getHostAddress();
    }

    private ContainerComponent container(ComponentSpec spec) {
        ContainerPlace place = new ContainerPlace(spec, bridge.host(), fromContainers);
        String image = images.of(spec.program());
        Path shared = sharedByAll(spec.name());
        closing.readLock().lock();
        try {
            if (closed) {
                throw new StackException("the run is over");
            }
            String id = engine.create(run.id(), recipe(spec, place, image, shared));
            return new ContainerComponent(spec, place, reach(spec.name()), engine, image, id);
        } catch (DockerException e) {
            throw new StackException(
                    spec.name() + " cannot be started from image " + image + ": " + EngineError.of(e), e);
        } finally {
            closing.readLock().unlock();
        }
    }

    private Container recipe(ComponentSpec spec, ContainerPlace place, String image, Path shared) {
        List<String> command = new ArrayList<>(spec.arguments().apply(place));
        Map<String, String> environment = new HashMap<>(spec.environment().apply(place));
        if (spec.program() instanceof Program.Postgres) {
            command.addAll(PostgresHome.throwAway());
            environment.put("POSTGRES_INITDB_ARGS", "--no-sync");
        }
        return new Container(
                spec.name(),
                image,
                command,
                environment,
                bridge.name(),
                direct(spec),
                published.getOrDefault(spec.name(), Map.of()),
                bridge.hosts(),
                shared);
    }

    /** Images run as users of their own; nobody else gets this far, since the run folder is closed. */
    private Path sharedByAll(String component) {
        Path folder = shared(component);
        try {
            Files.createDirectories(folder);
            return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        } catch (IOException e) {
            throw new StackException(
                    folder + " cannot be made: " + e + "; free space there, or set -Djava.io.tmpdir", e);
        }
    }
}
