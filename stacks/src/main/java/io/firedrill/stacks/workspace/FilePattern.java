package io.firedrill.stacks.workspace;

import io.firedrill.stacks.StackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.stream.Stream;

/** Files by a pattern. */
public final class FilePattern {
    private static final String DEEP = "**";

    private FilePattern() {}

    /**
     * The files that match, in order.
     *
     * @param folder where a relative pattern starts
     * @param pattern a path whose last part may have {@code *} and {@code ?}, as Prometheus' {@code rule_files} are; {@code **} in
     *     it stands for any number of folders
     * @return files that are there; none if none matches
     * @throws StackException if a folder cannot be read
     */
    public static List<Path> expand(Path folder, String pattern) {
        int deep = pattern.indexOf(DEEP);
        Path resolved = folder.resolve(pattern).normalize();
        Path root = deep < 0
                ? resolved.resolve("..").normalize()
                : folder.resolve(pattern.substring(0, deep)).normalize();
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + resolved);
        try (Stream<Path> files = deep < 0 ? Files.list(root) : Files.walk(root)) {
            return files.filter(matcher::matches)
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new StackException(root + " cannot be read: " + e.getMessage(), e);
        }
    }
}
