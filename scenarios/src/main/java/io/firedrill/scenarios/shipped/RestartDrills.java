package io.firedrill.scenarios.shipped;

import static io.firedrill.scenarios.shipped.Reference.DOWN;
import static io.firedrill.scenarios.shipped.Reference.FEW;
import static io.firedrill.scenarios.shipped.Reference.WATCHDOG;
import static io.firedrill.scenarios.shipped.Reference.WORKERS;

import io.firedrill.assertions.AlertSelector;
import io.firedrill.assertions.RestartPromises;
import io.firedrill.scenarios.drill.Drill;
import io.firedrill.scenarios.drill.PlannedFault;
import io.firedrill.scenarios.drill.PlannedSilence;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.fault.Fault;
import io.firedrill.stacks.workspace.SilenceFile;
import io.firedrill.stacks.workspace.TimeScale;
import java.time.Duration;
import java.util.List;

/** Drills of what ends and comes back: Prometheus, Alertmanager, a service that is deployed. */
final class RestartDrills {
    private static final String CUT = "workers cut off";
    private static final AlertSelector WORKERS_DOWN = DOWN.with("job", WORKERS);

    private final Reference reference;

    private RestartDrills(Reference reference) {
        this.reference = reference;
    }

    static List<Drill> of(Reference reference) {
        RestartDrills drills = new RestartDrills(reference);
        return List.of(
                drills.prometheusRestarts(),
                drills.prometheusGone(),
                drills.alertmanagerUnderSilence(),
                drills.alertmanagerUnderInhibition(),
                drills.deployment());
    }

    private Drill prometheusRestarts() {
        String restart = "prometheus restarts";
        return Reference.workers(
                        restart,
                        "Prometheus is killed while an alert waits out its five minutes: after the return it waits for the"
                                + " rest of them, and not for all of them again.")
                .inject(cut("10m30s"))
                .inject(new PlannedFault(restart, "prometheus", new Fault.ProcessKill(), time("5m"), time("5m30s")))
                .observe(time("10m30s"))
                .promise(RestartPromises.firesAfterRestart(FEW, CUT, restart, time("3m30s")))
                .build();
    }

    /** Whoever waits for the pings of the dead man's switch is as patient as they may be late. */
    private Drill prometheusGone() {
        String gone = "prometheus gone";
        return Reference.workers(
                        gone,
                        "Prometheus is killed and nobody starts it: the dead man's switch falls silent, so that the service"
                                + " that waits for it pages.")
                .inject(new PlannedFault(gone, "prometheus", new Fault.ProcessKill(), time("4m"), time("15m")))
                .observe(time("15m10s"))
                .promise(RestartPromises.absenceIsNoticed(WATCHDOG, "watchdog", gone, time("4m30s"), time("10m30s")))
                .build();
    }

    /** All workers are cut off, and one of them is silenced: the others are the control. */
    private Drill alertmanagerUnderSilence() {
        String restart = "alertmanager killed under a silence";
        PlannedSilence silence = new PlannedSilence(
                "worker-07",
                List.of("instance=\"worker-07\""),
                time("30s"),
                time("30m"),
                "release-bot",
                "Worker 07 is being replaced.");
        AlertSelector silenced = WORKERS_DOWN.with("instance", "worker-07");
        AlertSelector control = WORKERS_DOWN.with("instance", "worker-08");
        return Reference.workers(
                        restart,
                        "Alertmanager is killed while a silence holds: after the return the silence is there and holds on.")
                .silence(silence)
                .inject(cut("9m"))
                .inject(new PlannedFault(restart, "alertmanager", new Fault.ProcessKill(), time("4m30s"), time("5m")))
                .observe(time("9m10s"))
                .promise(RestartPromises.silenceSurvives(silence.name(), silenced, control, restart, time("2m45s")))
                .build();
    }

    /**
     * Prometheus repeats an alert about every minute after it began to fire; the return falls between the repetition of
     * the cause and the one of what it inhibits, so that Alertmanager hears of this one first.
     */
    private Drill alertmanagerUnderInhibition() {
        String restart = "alertmanager killed under inhibition";
        return Reference.workers(
                        restart,
                        "Alertmanager is killed while one alert inhibits another: after the return nothing is told twice,"
                                + " and nothing that was withheld gets through.")
                .inject(cut("11m30s"))
                .inject(new PlannedFault(restart, "alertmanager", new Fault.ProcessKill(), time("7m30s"), time("8m")))
                .observe(time("11m40s"))
                .promise(
                        RestartPromises.survivesRestart(WORKERS_DOWN, restart, time("2m30s")),
                        RestartPromises.staysInhibited(FEW, WORKERS_DOWN, restart, time("2m30s")))
                .build();
    }

    private Drill deployment() {
        String restart = "workers restart";
        PlannedSilence silence = made(file("workers-deployment"), time("30s"));
        return Reference.workers(
                        "deployment",
                        "The workers are deployed: their silence is there before they restart, holds until they are back, and"
                                + " is removed.")
                .silence(silence)
                .inject(new PlannedFault(restart, WORKERS, new Fault.ProcessRestart(), time("1m"), time("4m")))
                .observe(time("8m"))
                .promise(RestartPromises.silenceCovers(silence.name(), WORKERS_DOWN, restart, time("3m")))
                .build();
    }

    /** Removed when its file says that the release pipeline does; if it says nothing, nobody does. */
    private PlannedSilence made(SilenceFile file, Duration from) {
        TimeScale scale = reference.workspace().stack().timeScale();
        PlannedSilence silence = PlannedSilence.of(file, from, scale);
        return file.removedAfter()
                .map(after -> silence.removedAt(from.plus(scale.scale(after))))
                .orElse(silence);
    }

    private PlannedFault cut(String until) {
        return new PlannedFault(CUT, "prometheus->workers", new Fault.Refuse(), time("1m"), time(until));
    }

    private SilenceFile file(String name) {
        return reference.workspace().silences().stream()
                .map(SilenceFile::read)
                .filter(file -> file.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new StackException(reference.workspace().file() + ": key 'silences' names no file "
                        + name + "; the drill of the deployment needs one, add it"));
    }

    private Duration time(String written) {
        return reference.time(written);
    }
}
