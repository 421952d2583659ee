package io.firedrill.stacks.platform;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A command of an image that is run to its end, as root. Immutable.
 *
 * @param image full image name
 * @param words the executable and its arguments
 * @param network the network's name, or {@code none}
 * @param hosts more names it knows, as {@code name:address}
 * @param folder where it is run: a folder of this machine that it sees under its own name; empty when it needs none
 * @param writes whether it may write there: only into what a run made for itself
 */
record Errand(
        String image, List<String> words, String network, List<String> hosts, Optional<Path> folder, boolean writes) {
    /** One that needs no folder. */
    Errand(String image, List<String> words, String network, List<String> hosts) {
        this(image, words, network, hosts, Optional.empty(), false);
    }
}
