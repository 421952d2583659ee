package io.firedrill.stacks.platform;

import com.github.dockerjava.api.exception.DockerException;
import io.firedrill.stacks.StackException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Looks for an engine and for images, and makes the run's network. Confined. */
final class ContainerSearch {
    private static final String OR_NATIVE = ", or use firedrill.stack=native";

    private final EngineAddress address;
    private final RunFolder run;
    private final Consumer<String> progress;

    ContainerSearch(EngineAddress address, RunFolder run, Consumer<String> progress) {
        this.address = address;
        this.run = run;
        this.progress = progress;
    }

    /** The images are those of the tools that will be started. */
    ContainerOffer offer(Map<String, Integer> pinned, Images images, List<String> wanted) {
        Optional<String> problem = address.problem();
        if (problem.isPresent()) {
            return new ContainerOffer.Unavailable(
                    "no Docker engine answers at " + address + " (" + problem.get() + ")",
                    "start one, or set DOCKER_HOST to the address of one" + OR_NATIVE);
        }
        DockerEngine engine = DockerEngine.at(address);
        ContainerOffer offer = offer(engine, pinned, images, wanted);
        if (offer instanceof ContainerOffer.Unavailable) {
            engine.close();
        }
        return offer;
    }

    private ContainerOffer offer(DockerEngine engine, Map<String, Integer> pinned, Images images, List<String> wanted) {
        Map<String, String> missing = new ImageStore(engine, progress).missing(wanted);
        if (!missing.isEmpty()) {
            return missing(missing);
        }
        run.markEngine(address);
        try {
            return Bridge.create(engine, run.id())
                    .<ContainerOffer>map(bridge -> new ContainerOffer.Ready(
                            new ContainerPlatform(engine, bridge, images, pinned, run),
                            "a Docker engine answers at " + address + " and has every image"))
                    .orElseGet(this::elsewhere);
        } catch (DockerException | StackException e) {
            engine.remove(run.id());
            return new ContainerOffer.Unavailable(
                    "the Docker engine at " + address + " makes no network: " + EngineError.of(e),
                    "docker network prune may help" + OR_NATIVE);
        }
    }

    private ContainerOffer elsewhere() {
        return new ContainerOffer.Unavailable(
                "the Docker engine at " + address + " is not in this machine's network: its containers cannot reach the"
                        + " inbox and the services here",
                "give what runs Firedrill the network of the engine's machine (docker run --network host)" + OR_NATIVE);
    }

    /** Each image by name, and each cause once: often one registry is out of reach for all of them. */
    static ContainerOffer missing(Map<String, String> missing) {
        Map<String, List<String>> byCause = new TreeMap<>();
        missing.forEach((image, cause) ->
                byCause.computeIfAbsent(cause, any -> new ArrayList<>()).add(image));
        String images = byCause.entrySet().stream()
                .map(cause -> (cause.getValue().size() == 1 ? "image " : "images ")
                        + String.join(", ", cause.getValue())
                        + (cause.getValue().size() == 1 ? " is" : " are")
                        + " not there and cannot be pulled: " + cause.getKey())
                .collect(Collectors.joining("; "));
        return new ContainerOffer.Unavailable(
                images,
                "pull or load what is missing, name another with firedrill.image.<tool> (stack.images), or a mirror with"
                        + " firedrill.image-prefix (stack.image-prefix)" + OR_NATIVE);
    }
}
