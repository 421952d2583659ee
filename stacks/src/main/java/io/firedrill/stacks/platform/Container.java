package io.firedrill.stacks.platform;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a container is made of. Immutable.
 *
 * @param name its host name in the network
 * @param image full image name
 * @param command what follows the image's entry point
 * @param environment variables
 * @param network the network's name
 * @param address its fixed address there; empty when any will do
 * @param published ports on this machine's loopback, by port of the container
 * @param hosts more names it knows, as {@code name:address}
 * @param shared a folder of this machine that it sees as {@link ContainerPlace#SHARED}
 */
record Container(
        String name,
        String image,
        List<String> command,
        Map<String, String> environment,
        String network,
        Optional<String> address,
        Map<Integer, Integer> published,
        List<String> hosts,
        Path shared) {}
