package io.firedrill.stacks.platform;

import io.firedrill.stacks.StackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A folder on the class path, in a jar or beside the classes. Thread-safe.
 *
 * @param name its path with slashes, e.g. {@code io/firedrill/stacks/reference}
 */
public record ClassPathFolder(String name) {
    /**
     * Copies every file.
     *
     * @param target where to; made when it is missing
     */
    public void copyTo(Path target) {
        contents().forEach((file, content) -> write(target.resolve(file), content));
    }

    /**
     * Tells one content from another.
     *
     * @return twelve hexadecimal digits over the names and contents of all files
     */
    public String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            contents().forEach((file, content) -> {
                digest.update(file.getBytes(StandardCharsets.UTF_8));
                digest.update(content);
            });
            return HexFormat.of().formatHex(digest.digest()).substring(0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * Every file by its name relative to the folder, in order.
     *
     * @return names with slashes, and contents
     */
    SortedMap<String, byte[]> contents() {
        return open(folder -> {
            SortedMap<String, byte[]> contents = new TreeMap<>();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    contents.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
                }
                return contents;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private <T> T open(Function<Path, T> reader) {
        try {
            URL url = ClassPathFolder.class.getClassLoader().getResource(name);
            if (url == null) {
                throw new StackException(name + " is not on the class path; add the jar of firedrill-stacks to it");
            }
            URI uri = url.toURI();
            if (!uri.getScheme().equals("jar")) {
                return reader.apply(Path.of(uri));
            }
            URI jar = URI.create(uri.getRawSchemeSpecificPart().split("!", 2)[0]);
            try (FileSystem files = FileSystems.newFileSystem(Path.of(jar), Map.of())) {
                return reader.apply(files.getPath("/" + name));
            }
        } catch (IOException | URISyntaxException e) {
            throw new StackException(name + " cannot be read from the class path: " + e.getMessage(), e);
        }
    }

    private static void write(Path file, byte[] content) {
        try {
            Files.createDirectories(file.toAbsolutePath().resolve("..").normalize());
            Files.write(file, content);
        } catch (IOException e) {
            throw new StackException(file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
