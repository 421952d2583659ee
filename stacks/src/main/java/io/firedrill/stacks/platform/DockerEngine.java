package io.firedrill.stacks.platform;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.command.PullImageResultCallback;
import com.github.dockerjava.api.command.WaitContainerResultCallback;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.Network;
import com.github.dockerjava.api.model.PortBinding;
import io.firedrill.stacks.StackException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;
import org.testcontainers.dockerclient.EnvironmentAndSystemPropertyClientProviderStrategy;
import org.testcontainers.dockerclient.TransportConfig;

/**
 * A Docker engine, through the client of Testcontainers. Thread-safe.
 *
 * <p>It is a client of our own and not Testcontainers' shared one, and containers are made with it and not with
 * {@code GenericContainer}: both start Ryuk, which only an environment variable can forbid, which needs one more image,
 * and which would make the clean-up of a run the business of a container. Everything made here carries the run's label
 * instead, and a user's own Testcontainers in this JVM keep their ways.
 */
final class DockerEngine implements AutoCloseable {
    static final String LABEL = "io.firedrill.run";
    private static final long PATIENCE_SECONDS = 30;
    private static final int GENTLE_SECONDS = 10;

    private final EngineAddress address;
    private final DockerClient client;

    private DockerEngine(EngineAddress address, DockerClient client) {
        this.address = address;
        this.client = client;
    }

    static DockerEngine at(EngineAddress address) {
        QuietLogs.here();
        return new DockerEngine(address, DockerClientProviderStrategy.getClientForConfig(transport(address)));
    }

    EngineAddress address() {
        return address;
    }

    /** Whether it runs in a virtual machine whose {@code host.docker.internal} is this machine's loopback. */
    boolean isDesktop() {
        String system = String.valueOf(client.infoCmd().exec().getOperatingSystem());
        return system.contains("Docker Desktop")
                || system.contains("OrbStack")
                || System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac");
    }

    boolean has(String image) {
        try {
            client.inspectImageCmd(image).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }

    void pull(String image) throws InterruptedException {
        client.pullImageCmd(image).exec(new PullImageResultCallback()).awaitCompletion();
    }

    /** The engine chooses the addresses when none are given; the answer says which. */
    Network.Ipam.Config createNetwork(String run, Optional<Network.Ipam.Config> addresses) {
        Network.Ipam ipam = new Network.Ipam();
        addresses.ifPresent(ipam::withConfig);
        String id = client.createNetworkCmd()
                .withName(run)
                .withDriver("bridge")
                .withLabels(Map.of(LABEL, run))
                .withIpam(ipam)
                .exec()
                .getId();
        return client.inspectNetworkCmd().withNetworkId(id).exec().getIpam().getConfig().stream()
                .filter(config ->
                        config.getSubnet() != null && config.getSubnet().contains("."))
                .findFirst()
                .orElseThrow(() -> new StackException("the network that the Docker engine at " + address
                        + " made has no IPv4 subnet; correct default-address-pools in its daemon.json"));
    }

    void removeNetwork(String name) {
        client.removeNetworkCmd(name).exec();
    }

    String create(String run, Container container) {
        HostConfig host = new HostConfig()
                .withNetworkMode(container.network())
                .withLogConfig(new LogConfig(LogConfig.LoggingType.JSON_FILE))
                .withSecurityOpts(List.of("label=disable"))
                .withExtraHosts(container.hosts().toArray(String[]::new))
                .withMounts(List.of(mount(container.shared(), ContainerPlace.SHARED)))
                .withPortBindings(container.published().entrySet().stream()
                        .map(port -> PortBinding.parse("127.0.0.1:" + port.getValue() + ":" + port.getKey()))
                        .toList());
        CreateContainerCmd create = client.createContainerCmd(container.image())
                .withName(run + "-" + container.name())
                .withLabels(Map.of(LABEL, run))
                .withHostName(container.name())
                .withAliases(container.name())
                .withEnv(container.environment().entrySet().stream()
                        .map(variable -> variable.getKey() + "=" + variable.getValue())
                        .toList())
                .withExposedPorts(
                        host.getPortBindings().getBindings().keySet().stream().toList())
                .withHostConfig(host);
        container.address().ifPresent(create::withIpv4Address);
        return (container.command().isEmpty() ? create : create.withCmd(container.command()))
                .exec()
                .getId();
    }

    Platform.Outcome run(String run, Errand errand) {
        String id = client.createContainerCmd(errand.image())
                .withLabels(Map.of(LABEL, run))
                .withEntrypoint(errand.words().get(0))
                .withCmd(errand.words().subList(1, errand.words().size()))
                .withUser("0:0")
                .withWorkingDir(errand.folder().map(Path::toString).orElse("/"))
                .withHostConfig(new HostConfig()
                        .withNetworkMode(errand.network())
                        .withExtraHosts(errand.hosts().toArray(String[]::new))
                        .withLogConfig(new LogConfig(LogConfig.LoggingType.JSON_FILE))
                        .withSecurityOpts(List.of("label=disable"))
                        .withMounts(errand.folder().stream()
                                .map(path -> mount(path, path.toString()).withReadOnly(!errand.writes()))
                                .toList()))
                .exec()
                .getId();
        try {
            start(id);
            int exitCode = awaitExit(id);
            return new Platform.Outcome(exitCode, log(id, Integer.MAX_VALUE));
        } finally {
            client.removeContainerCmd(id)
                    .withForce(true)
                    .withRemoveVolumes(true)
                    .exec();
        }
    }

    void start(String id) {
        try {
            client.startContainerCmd(id).exec();
        } catch (NotModifiedException e) {
            // It runs already, which is what was wanted.
            return;
        }
    }

    /** Returns when it is gone. */
    void kill(String id) {
        try {
            client.killContainerCmd(id).exec();
            awaitExit(id);
        } catch (ConflictException e) {
            // It does not run, which is what was wanted.
            return;
        }
    }

    /** Asks it to end; returns when it is gone. */
    void stop(String id) {
        try {
            client.stopContainerCmd(id).withTimeout(GENTLE_SECONDS).exec();
        } catch (NotModifiedException e) {
            // It does not run, which is what was wanted.
            return;
        }
    }

    /** Empty while it runs. */
    Optional<Integer> exitCode(String id) {
        ContainerState state = client.inspectContainerCmd(id).exec().getState();
        return Boolean.TRUE.equals(state.getRunning())
                ? Optional.empty()
                : Optional.ofNullable(state.getExitCodeLong()).map(Long::intValue);
    }

    void copy(String id, byte[] tar) {
        client.copyArchiveToContainerCmd(id)
                .withTarInputStream(new ByteArrayInputStream(tar))
                .withRemotePath("/")
                .exec();
    }

    /** The end of standard output and error. */
    String log(String id, int lines) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        ResultCallback.Adapter<Frame> reader = new ResultCallback.Adapter<>() {
            @Override
            public void onNext(Frame frame) {
                text.writeBytes(frame.getPayload());
            }
        };
        try {
            client.logContainerCmd(id)
                    .withStdOut(true)
                    .withStdErr(true)
                    .withTail(lines)
                    .exec(reader)
                    .awaitCompletion(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return text.toString(StandardCharsets.UTF_8).stripTrailing();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return text.toString(StandardCharsets.UTF_8).stripTrailing();
        }
    }

    /** What carries the run's label, e.g. {@code container firedrill-run-1f-jaeger}. */
    List<String> labelled(String run) {
        return new EngineSweep(client, run).left();
    }

    /** Everything that carries the run's label, until there is nothing. */
    void remove(String run) {
        new EngineSweep(client, run).sweep();
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new StackException("the connection to " + address + " cannot be closed: " + e.getMessage(), e);
        }
    }

    private int awaitExit(String id) {
        return client.waitContainerCmd(id)
                .exec(new WaitContainerResultCallback())
                .awaitStatusCode(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static Mount mount(Path folder, String target) {
        return new Mount()
                .withType(MountType.BIND)
                .withSource(folder.toString())
                .withTarget(target);
    }

    @SuppressWarnings("deprecation")
    private static TransportConfig transport(EngineAddress address) {
        return address.tls()
                ? new EnvironmentAndSystemPropertyClientProviderStrategy().getTransportConfig()
                : TransportConfig.builder().dockerHost(address.uri()).build();
    }
}
