package io.firedrill.stacks.platform;

import io.firedrill.stacks.StackException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;

/**
 * A pinned Go module under {@code stacks/native}: the version, the packages to build, and the files that pin them. Its
 * README says what is in such a folder. Immutable.
 *
 * @param tool its name
 * @param version what {@code --version} says
 * @param packages Go package by binary
 * @param tags build tags
 * @param ldflags linker flags
 * @param files every file by relative path
 */
record ToolFolder(
        String tool,
        String version,
        Map<String, String> packages,
        String tags,
        String ldflags,
        SortedMap<String, byte[]> files) {
    static final String VENDOR_EXTRA = "vendor-extra/";
    private static final String ROOT = "io/firedrill/stacks/native/";

    static ToolFolder of(String tool) {
        SortedMap<String, byte[]> files = new ClassPathFolder(ROOT + tool).contents();
        Properties properties = properties(tool, files.getOrDefault("tool.properties", new byte[0]));
        Map<String, String> packages = new LinkedHashMap<>();
        for (String pair : properties.getProperty("packages", "").split(" +")) {
            String[] words = pair.split("=", 2);
            packages.put(words[0], words[1]);
        }
        return new ToolFolder(
                tool,
                properties.getProperty("version", ""),
                packages,
                properties.getProperty("tags", ""),
                properties.getProperty("ldflags", ""),
                files);
    }

    /** The folder of the cache that holds the binaries of exactly these files for this machine. */
    String cacheKey() {
        return tool + "-" + version + "-" + os() + "-" + arch() + "-" + hash();
    }

    boolean hasVendorExtra() {
        return !files.tailMap(VENDOR_EXTRA).isEmpty()
                && files.tailMap(VENDOR_EXTRA).firstKey().startsWith(VENDOR_EXTRA);
    }

    /** As the README of {@code stacks/native} defines it. */
    String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            files.forEach((name, content) -> {
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
                digest.update(content);
                digest.update((byte) 0);
            });
            return HexFormat.of().formatHex(digest.digest()).substring(0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static String os() {
        String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return name.contains("mac") ? "darwin" : name.contains("win") ? "windows" : "linux";
    }

    static String arch() {
        String name = System.getProperty("os.arch", "");
        return name.equals("aarch64") ? "arm64" : "amd64";
    }

    private static Properties properties(String tool, byte[] content) {
        Properties properties = new Properties();
        try (InputStreamReader in = new InputStreamReader(new ByteArrayInputStream(content), StandardCharsets.UTF_8)) {
            properties.load(in);
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory", e);
        }
        if (!properties.stringPropertyNames().contains("packages")) {
            throw new StackException("native/" + tool + "/tool.properties is missing or names no packages");
        }
        return properties;
    }
}
