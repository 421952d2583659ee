package io.firedrill.stacks.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How this machine and containers reach each other where the engine is in a virtual machine: published ports one way,
 * {@code host.docker.internal} the other. The default bridge's own address stands in for that machine's way to loopback.
 */
@NeedsContainers
class DesktopBridgeIT {
    @TempDir
    Path parent;

    @Test
    void container_is_reached_through_a_published_port_and_reaches_this_machine_by_name() throws Exception {
        Images images = TestImages.images();
        DockerEngine engine = DockerEngine.at(TestImages.engine());
        RunFolder run = RunFolder.create(parent);
        engine.createNetwork(run.id(), Optional.empty());
        InetAddress defaultBridge = InetAddress.getByName("172.17.0.1");
        Bridge bridge = new Bridge(run.id(), defaultBridge, Bridge.DESKTOP_HOST, Optional.empty());
        HttpServer server = HttpServer.create(new InetSocketAddress(defaultBridge, 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();

        try (ContainerPlatform platform = new ContainerPlatform(engine, bridge, images, Map.of(), run)) {
            ComponentSpec proxy = proxy(server.getAddress().getPort());
            platform.prepare(List.of(proxy));

            platform.start(proxy);

            assertThat(platform.reach("proxy").at("api")).startsWith("127.0.0.1:");
            assertThat(Http.problem(platform.reach("proxy").http("in"))).isEmpty();
        } finally {
            server.stop(0);
            run.close();
        }
        assertThat(Leftovers.inEngine(run.path())).isEmpty();
    }

    private static ComponentSpec proxy(int upstream) {
        return new ComponentSpec(
                "proxy",
                new Program.Tool("toxiproxy", "toxiproxy-server"),
                List.of(new ComponentSpec.Port("api", 8474), new ComponentSpec.Port("in", 20_000)),
                Map.of(
                        "proxies.json",
                        place -> "[{\"name\": \"in\", \"enabled\": true, \"listen\": \"" + place.listen("in")
                                + "\", \"upstream\": \"" + place.host(upstream) + "\"}]"),
                place -> List.of("-host", "0.0.0.0", "-config", place.file("proxies.json")),
                place -> Map.of(),
                Readiness.http("api", "/version"),
                VersionQuery.none(),
                Set.of());
    }
}
