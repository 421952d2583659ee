package io.firedrill.stacks.platform;

import java.nio.file.Path;
import java.util.Map;

/** Where what is worth keeping between runs is kept: {@code ~/.cache/firedrill}. Thread-safe. */
public final class UserCache {
    private UserCache() {}

    /**
     * The cache's folder.
     *
     * @return {@code $XDG_CACHE_HOME/firedrill}, or {@code ~/.cache/firedrill}; it may not exist yet
     */
    public static Path folder() {
        return folder(System.getenv(), System.getProperty("user.home", "."));
    }

    static Path folder(Map<String, String> environment, String home) {
        String configured = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path root = configured.isBlank() ? Path.of(home, ".cache") : Path.of(configured);
        return root.resolve("firedrill").toAbsolutePath();
    }
}
