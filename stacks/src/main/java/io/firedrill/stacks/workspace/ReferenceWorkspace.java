package io.firedrill.stacks.workspace;

import io.firedrill.stacks.platform.ClassPathFolder;
import io.firedrill.stacks.platform.UserCache;
import java.nio.file.Files;
import java.nio.file.Path;

/** The shipped workspace: an example to start from, which also runs as it is. Thread-safe. */
public final class ReferenceWorkspace {
    private static final ClassPathFolder SHIPPED = new ClassPathFolder("io/firedrill/stacks/reference");

    private ReferenceWorkspace() {}

    /**
     * Copies the shipped workspace, to be edited and run from there.
     *
     * @param folder where to; made when it is missing
     * @return the copy's {@code firedrill.yaml}
     */
    public static Path copyTo(Path folder) {
        SHIPPED.copyTo(folder);
        return folder.resolve("firedrill.yaml");
    }

    /** The user's own file in the current folder, or a copy of the shipped workspace in the cache. */
    static Path locate() {
        Path own = Path.of("firedrill.yaml");
        if (Files.exists(own)) {
            return own;
        }
        Path cached = UserCache.folder().resolve("reference").resolve(SHIPPED.digest());
        return Files.exists(cached.resolve("firedrill.yaml")) ? cached.resolve("firedrill.yaml") : copyTo(cached);
    }
}
