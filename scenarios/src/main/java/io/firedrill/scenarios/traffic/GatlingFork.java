package io.firedrill.scenarios.traffic;

import io.firedrill.evidence.EvidenceFile;
import io.firedrill.stacks.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gatling in a JVM of its own, with this JVM's class path: it has its own logging, heap and pauses, can be killed, and
 * dies with this JVM. It contacts nothing but the target. To start it takes seconds of both cores, so the JVM of a load
 * that was held to its end waits for the next one. It holds one load at a time: another ends the one before. Thread-safe.
 */
public final class GatlingFork implements LoadEngine, AutoCloseable {
    private final List<String> jvmArguments;
    private final boolean keepsLedger;
    private Optional<Standing> standing = Optional.empty();

    /** What cannot be told to a process that stands: its environment and its properties. */
    private record Terms(Shown shown, Duration timeout) {
        Terms(LoadPlan plan) {
            this(Shown.to(plan.target()), plan.requestTimeout());
        }
    }

    private record Standing(Terms terms, LoadProcess process) {}

    /** With a heap of 512 MB. */
    public GatlingFork() {
        this(List.of("-Xmx512m"), true);
    }

    GatlingFork(List<String> jvmArguments, boolean keepsLedger) {
        this.jvmArguments = List.copyOf(jvmArguments);
        this.keepsLedger = keepsLedger;
    }

    @Override
    public RunningLoad start(LoadPlan plan) {
        Path folder = plan.folder().toAbsolutePath();
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(folder.resolve(LoadFork.LEDGER));
            EvidenceFile.write(
                    folder.resolve(LoadFork.PLAN), new ForkPlan(plan.target().base(), plan.traffic(), keepsLedger));
            return process(plan, folder).hold(folder);
        } catch (IOException e) {
            throw new StackException("the load generator cannot be started in " + folder + ": " + e.getMessage(), e);
        }
    }

    /**
     * Whether a JVM waits for a load, so that the next one need not start it.
     *
     * @return true from the end of the first load on, as long as it lives
     */
    public synchronized boolean stands() {
        return standing.filter(now -> now.process().isIdle()).isPresent();
    }

    /** One that waits, else a new one. */
    private synchronized LoadProcess process(LoadPlan plan, Path folder) throws IOException {
        Terms terms = new Terms(plan);
        Optional<Standing> waiting = standing.filter(
                now -> now.terms().equals(terms) && now.process().isIdle());
        if (waiting.isEmpty()) {
            close();
            waiting = Optional.of(new Standing(terms, new LoadProcess(launched(plan, folder))));
            standing = waiting;
        }
        return waiting.get().process();
    }

    /** Ends the JVM, and a load that is under way with it. */
    @Override
    public synchronized void close() {
        standing.map(Standing::process).ifPresent(LoadProcess::end);
        standing = Optional.empty();
    }

    private Process launched(LoadPlan plan, Path folder) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(plan, folder)).redirectErrorStream(true);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().put(Shown.VARIABLE, Shown.to(plan.target()).text());
        return builder.start();
    }

    private List<String> command(LoadPlan plan, Path folder) throws IOException {
        String resources = GatlingFork.class.getPackageName().replace('.', '/');
        long timeout = plan.requestTimeout().toMillis();
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        // C1 alone and the serial collector: what warms up in the background takes the cores from what is drilled.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(jvmArguments);
        command.addAll(List.of(
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-Dgatling.conf.file=" + resources + "/load.conf",
                "-Dlogback.configurationFile=" + resources + "/load-logback.xml",
                "-Dgatling.http.requestTimeout=" + timeout,
                "-Dgatling.socket.connectTimeout=" + timeout,
                "-Dsun.net.httpserver.nodelay=true",
                FirstChunkTap.PROPERTY));
        command.addAll(quiet(folder));
        command.addAll(Authorities.arguments(plan.target(), folder));
        command.add(LoadFork.class.getName());
        return command;
    }

    /** Gatling asks Maven Central for its newest version, and keeps the answer at home: it shall do neither. */
    private static List<String> quiet(Path folder) {
        return List.of(
                "-Dhttps.proxyHost=127.0.0.1",
                "-Dhttps.proxyPort=9",
                "-Djava.util.prefs.userRoot=" + folder.resolve("prefs"));
    }
}
