package io.firedrill.stacks.platform;

import io.firedrill.stacks.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Turns an empty folder into a PostgreSQL cluster and says how to serve it. PostgreSQL refuses to run as root; as root,
 * it runs in a user namespace of its own, and where those are not allowed (in most containers) as the user nobody.
 * Confined.
 */
final class PostgresHome {
    private static final String NOBODY = "65534";

    private final Path run;
    private final Path home;
    private final List<String> prefix;
    private Path bin;

    /** The cluster is kept in a new folder below {@code home}, which is inside {@code run}. */
    PostgresHome(Path run, Path home, Path bin) {
        this.run = run;
        this.home = home;
        this.bin = bin;
        this.prefix = prefix();
    }

    /** The command that serves the cluster in the foreground; makes the cluster first if there is none. */
    List<String> command(Map<String, String> environment, String host, int port) {
        Path cluster = home.resolve("cluster");
        if (!Files.isDirectory(cluster)) {
            create(cluster, environment);
        }
        List<String> words = new ArrayList<>(prefix);
        words.add(bin.resolve("postgres").toString());
        words.addAll(List.of("-D", cluster.toString(), "-p", Integer.toString(port)));
        words.addAll(List.of("-c", "listen_addresses=" + host));
        words.addAll(List.of("-c", "unix_socket_directories=", "-c", "dynamic_shared_memory_type=mmap"));
        words.addAll(throwAway());
        return words;
    }

    /** What a server that is thrown away may do without: durability, and most of its memory. */
    static List<String> throwAway() {
        return List.of(
                "-c",
                "shared_buffers=32MB",
                "-c",
                "fsync=off",
                "-c",
                "synchronous_commit=off",
                "-c",
                "full_page_writes=off");
    }

    private void create(Path cluster, Map<String, String> environment) {
        try {
            Path password = home.resolve("password");
            Files.createFile(
                    password, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(password, environment.getOrDefault("POSTGRES_PASSWORD", "postgres"));
            if (prefix.contains("setpriv")) {
                giveAway();
            }
            List<String> words = new ArrayList<>(prefix);
            String user = environment.getOrDefault("POSTGRES_USER", "postgres");
            words.addAll(List.of(bin.resolve("initdb").toString(), "-D", cluster.toString(), "-U", user));
            words.addAll(
                    List.of("-A", "scram-sha-256", "--pwfile=" + password, "-E", "UTF8", "--locale=C", "--no-sync"));
            words.add("--no-instructions");
            succeed(words);
            Files.delete(password);
        } catch (IOException e) {
            throw new StackException(home + " cannot take a database: " + e.getMessage(), e);
        }
    }

    /** Nobody may look into the run folder or the cache: opens the way in, and moves the executables here. */
    private void giveAway() throws IOException {
        for (Path folder = home;
                folder.startsWith(run);
                folder = folder.resolve("..").normalize()) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        }
        succeed(List.of(
                "cp",
                "-R",
                bin.resolve("..").normalize().toString(),
                home.resolve("dist").toString()));
        bin = home.resolve("dist").resolve("bin");
        succeed(List.of("chown", "-R", NOBODY + ":" + NOBODY, home.toString()));
    }

    private void succeed(List<String> words) {
        // Marked as part of the run, so that it is ended if this JVM is killed meanwhile.
        Map<String, String> mark = Map.of("FIREDRILL_RUN", String.valueOf(run.getFileName()));
        Platform.Outcome outcome = Commands.run(Path.of("/"), words, mark);
        if (outcome.exitCode() != 0) {
            throw new StackException(
                    "PostgreSQL cannot be set up: '" + String.join(" ", words) + "' ended with exit code "
                            + outcome.exitCode() + ": " + outcome.output().strip());
        }
    }

    private static List<String> prefix() {
        if (!System.getProperty("user.name", "").equals("root")) {
            return List.of();
        }
        if (Commands.run(Path.of("/"), "unshare", "-U", "true").exitCode() == 0) {
            return List.of("unshare", "-U");
        }
        List<String> nobody = List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
        if (Commands.onPath("setpriv").isEmpty()) {
            throw new StackException(
                    "PostgreSQL refuses to run as root, and here is neither 'unshare -U' nor 'setpriv';"
                            + " run as another user, or install util-linux");
        }
        return nobody;
    }
}
