package io.firedrill.stacks.platform;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Network;
import io.firedrill.stacks.StackException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Removes the containers and networks of one run. Confined. */
final class EngineSweep {
    private static final int ATTEMPTS = 20;
    private static final long PAUSE_MILLIS = 100;

    private final DockerClient client;
    private final Map<String, String> label;

    EngineSweep(DockerClient client, String run) {
        this.client = client;
        this.label = Map.of(DockerEngine.LABEL, run);
    }

    /** Several attempts: a network goes only after its last container has. */
    void sweep() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            containers().parallelStream()
                    .forEach(container -> quietly(() -> client.removeContainerCmd(container.getId())
                            .withForce(true)
                            .withRemoveVolumes(true)
                            .exec()));
            networks()
                    .forEach(network -> quietly(
                            () -> client.removeNetworkCmd(network.getId()).exec()));
            if (containers().isEmpty() && networks().isEmpty()) {
                return;
            }
            pause();
        }
        throw new StackException(
                "containers of a run are left: docker rm -f $(docker ps -aq --filter label=" + label + ")");
    }

    List<String> left() {
        return Stream.concat(
                        containers().stream().map(container -> "container " + String.join(",", container.getNames())),
                        networks().stream().map(network -> "network " + network.getName()))
                .toList();
    }

    private List<Container> containers() {
        return client.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(label)
                .exec();
    }

    private List<Network> networks() {
        return client.listNetworksCmd()
                .withFilter(
                        "label", label.entrySet().stream().map(Object::toString).toList())
                .exec();
    }

    private static void quietly(Runnable removal) {
        try {
            removal.run();
        } catch (NotFoundException | ConflictException e) {
            // Somebody else removes it, or just did: the next look tells.
            return;
        } catch (DockerException e) {
            // A network that still has a container: the next attempt tells.
            return;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while removing containers", e);
        }
    }
}
