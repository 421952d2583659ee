package io.firedrill.stacks;

import static io.firedrill.stacks.Blueprint.TOXIPROXY;
import static io.firedrill.stacks.Blueprint.TO_INBOX;
import static io.firedrill.stacks.Blueprint.TO_MAIL;

import io.firedrill.stacks.inbox.Inbox;
import io.firedrill.stacks.platform.ComponentSpec;
import io.firedrill.stacks.platform.ComponentSpec.Port;
import io.firedrill.stacks.platform.Place;
import io.firedrill.stacks.platform.Program;
import io.firedrill.stacks.platform.Readiness;
import io.firedrill.stacks.platform.VersionQuery;
import io.firedrill.stacks.workspace.AlertmanagerConfig;
import io.firedrill.stacks.workspace.Alertmanagers;
import io.firedrill.stacks.workspace.Alertmanagers.Replica;
import io.firedrill.stacks.workspace.DeliveryTargets;
import io.firedrill.stacks.workspace.Durations;
import io.firedrill.stacks.workspace.TimeScale;
import io.firedrill.stacks.workspace.Workspace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** The Alertmanagers as descriptions that every platform can start: one, or several that gossip. Immutable. */
final class AlertmanagerSpecs {
    /** In the shared folder of each. */
    static final String EVENT_LOG = "events.jsonl";

    static final Port WEB = new Port("web", 9093);
    private static final Port CLUSTER = new Port("cluster", 9094);
    private static final String OF_CLUSTER = "--cluster.";
    private static final String FEATURES = "--enable-feature=";
    private static final String ALONE = OF_CLUSTER + "listen-address=";

    private final Workspace workspace;
    private final Alertmanagers alertmanagers;
    private final TimeScale scale;

    AlertmanagerSpecs(Workspace workspace) {
        this.workspace = workspace;
        this.alertmanagers = workspace.alertmanagers();
        this.scale = workspace.stack().timeScale();
    }

    /** One after the other, so that each finds those before it and is a member of the cluster once it is ready. */
    List<ComponentSpec> all(AlertmanagerConfig config) {
        List<Replica> replicas = alertmanagers.replicas();
        return IntStream.range(0, replicas.size())
                .mapToObj(i -> spec(
                        config,
                        replicas.get(i),
                        i == 0 ? Set.of() : Set.of(replicas.get(i - 1).name())))
                .toList();
    }

    private ComponentSpec spec(AlertmanagerConfig config, Replica replica, Set<String> after) {
        return new ComponentSpec(
                replica.name(),
                new Program.Tool(Alertmanagers.ALONE, Alertmanagers.ALONE),
                alertmanagers.isCluster() ? List.of(WEB, CLUSTER) : List.of(WEB),
                Map.of(
                        "alertmanager.yml",
                        place -> config.rewritten(
                                scale, new ThroughProxy(place, replica.name()), place.shared() + "/" + EVENT_LOG)),
                place -> arguments(place, replica),
                place -> Map.of(),
                Readiness.http("web", "/-/ready"),
                VersionQuery.http("web", "/api/v2/status", "\"version\":\\s*\"([^\"]+)\""),
                after);
    }

    private List<String> arguments(Place place, Replica replica) {
        List<String> arguments = new ArrayList<>(basic(place, scale));
        boolean gossips = alertmanagers.isCluster();
        workspace.monitoring().alertmanagerFlags().arguments(scale).stream()
                .filter(flag -> gossips || !flag.startsWith(OF_CLUSTER))
                .forEach(arguments::add);
        if (gossips) {
            arguments.add(OF_CLUSTER + "listen-address=" + place.listen("cluster"));
            arguments.add(OF_CLUSTER + "peer-name=" + replica.name());
            alertmanagers.peersOf(replica).stream()
                    .map(peer -> OF_CLUSTER + "peer=" + place.address(peer, "cluster"))
                    .forEach(arguments::add);
        } else {
            arguments.add(ALONE);
        }
        return arguments;
    }

    private static List<String> basic(Place place, TimeScale scale) {
        return List.of(
                "--config.file=" + place.file("alertmanager.yml"),
                "--storage.path=" + place.data(),
                "--web.listen-address=" + place.listen("web"),
                // How long a group that is over still makes the next alert wait for its interval.
                "--dispatch.maintenance-interval=" + Durations.format(scale.scale(Duration.ofSeconds(30))),
                FEATURES + "event-recorder");
    }

    /** One that gossips with nobody, and counts by receiver. */
    static List<String> alone(Place place, TimeScale scale) {
        List<String> arguments = new ArrayList<>(basic(place, scale));
        arguments.replaceAll(each -> each.startsWith(FEATURES) ? each + ",receiver-name-in-metrics" : each);
        arguments.add(ALONE);
        return arguments;
    }

    /** The inbox as Alertmanager reaches it. */
    private record ThroughProxy(Place place, String sender) implements DeliveryTargets {
        @Override
        public String http(String integration, String receiver) {
            return "http://" + place.address(TOXIPROXY, TO_INBOX) + Inbox.path(integration, receiver, sender);
        }

        @Override
        public String smarthost() {
            return place.address(TOXIPROXY, TO_MAIL);
        }
    }
}
