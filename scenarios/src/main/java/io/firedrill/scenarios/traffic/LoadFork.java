package io.firedrill.scenarios.traffic;

import io.firedrill.evidence.EvidenceFile;
import io.gatling.app.Gatling$;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * One load of the forked JVM, which holds one after the other. It reads {@code plan FOLDER}, {@code go} and {@code stop}
 * from its standard input, dies with its parent when that ends, and says {@code ready}, {@code started} and {@code done} on
 * its standard output, each behind {@link #MARK}. After {@code stop} it ends.
 */
final class LoadFork {
    static final String MARK = "firedrill:";
    static final String PLAN = "load-plan.json";
    static final String LEDGER = "ledger.jsonl";
    static final String SAID = "said.json";

    private static final Duration DRAIN = Duration.ofMillis(500);
    private static final String PLANNED = "plan ";
    private static final BlockingQueue<Path> PLANS = new LinkedBlockingQueue<>();
    private static volatile @Nullable LoadFork current;

    private final Path folder;
    private final ForkPlan plan;
    private final LedgerWriter ledger;
    private final Rehearsal rehearsal;
    private final CountDownLatch gate = new CountDownLatch(1);
    private boolean finished;

    private LoadFork(Path folder) throws IOException {
        this.folder = folder;
        this.plan = EvidenceFile.read(folder.resolve(PLAN), ForkPlan.class);
        this.ledger = new LedgerWriter(folder.resolve(LEDGER));
        this.rehearsal = new Rehearsal();
    }

    /** Takes no arguments. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Thread commands = new Thread(LoadFork::obey, "commands");
        commands.setDaemon(true);
        commands.start();
        while (true) {
            hold(PLANS.take());
        }
    }

    private static void hold(Path folder) throws IOException {
        EpochClock.anchor();
        FailureTap.forget();
        FirstChunkTap.forget();
        LoadFork fork = new LoadFork(folder);
        current = fork;
        int code = Gatling$.MODULE$.fromArgs(
                new String[] {"-s", ChatSimulation.class.getName(), "-nr", "-rf", folder.toString()});
        if (code != 0) {
            die("Gatling ended with code " + code);
        }
        fork.finish();
    }

    static LoadFork current() {
        LoadFork fork = current;
        if (fork == null) {
            throw new IllegalStateException("the simulation runs in the fork only: start it through a load engine");
        }
        return fork;
    }

    /** For failures after which the ledger would not be the truth. */
    static void die(String why) {
        System.err.println(why);
        System.err.flush();
        Runtime.getRuntime().halt(3);
    }

    ForkPlan plan() {
        return plan;
    }

    Ledger ledger() {
        return ledger;
    }

    Rehearsal rehearsal() {
        return rehearsal;
    }

    void awaitGo() {
        say("ready");
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void opened() {
        say("started " + ledger.opened());
    }

    private static void obey() {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith(PLANNED)) {
                    PLANS.add(Path.of(line.substring(PLANNED.length())));
                } else if (line.equals("go")) {
                    current().gate.countDown();
                } else if (line.equals("stop")) {
                    stop();
                }
            }
        } catch (IOException e) {
            die("the parent cannot be heard: " + e);
        }
        die("the parent is gone");
    }

    private static void stop() throws IOException {
        LoadFork under = current;
        if (under != null) {
            under.finish();
        }
        Runtime.getRuntime().halt(0);
    }

    private synchronized void finish() throws IOException {
        if (!finished) {
            finished = true;
            rehearsal.close();
            long written = ledger.finish(DRAIN);
            EvidenceFile.write(folder.resolve(SAID), ledger.said());
            say("done " + written);
        }
    }

    private static void say(String what) {
        System.out.println(MARK + what);
        System.out.flush();
    }
}
