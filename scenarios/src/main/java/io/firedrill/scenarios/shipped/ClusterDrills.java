package io.firedrill.scenarios.shipped;

import static io.firedrill.scenarios.shipped.Reference.DOWN;
import static io.firedrill.scenarios.shipped.Reference.WORKERS;

import io.firedrill.assertions.AlertSelector;
import io.firedrill.assertions.Promises;
import io.firedrill.assertions.RestartPromises;
import io.firedrill.scenarios.drill.Drill;
import io.firedrill.scenarios.drill.PlannedFault;
import io.firedrill.scenarios.drill.PlannedSilence;
import io.firedrill.stacks.fault.Fault;
import java.time.Duration;
import java.util.List;

/** Drills of several Alertmanagers that gossip; none for a workspace that has only one. */
final class ClusterDrills {
    private static final String LOSS = "alertmanager-0 killed";
    private static final AlertSelector WORKERS_DOWN = DOWN.with("job", WORKERS);

    private final Reference reference;

    private ClusterDrills(Reference reference) {
        this.reference = reference;
    }

    static List<Drill> of(Reference reference) {
        return reference.workspace().alertmanagers().isCluster()
                ? List.of(new ClusterDrills(reference).oneIsKilled())
                : List.of();
    }

    /**
     * The workers' alert is told while both are there, by the first of them, which waits for nobody; the other one's next
     * flush of that group comes five minutes later. That the first one is gone is an alert as well, which only the other one
     * can tell. One worker is silenced, and the others are the control.
     */
    private Drill oneIsKilled() {
        PlannedSilence silence = new PlannedSilence(
                "worker-07",
                List.of("instance=\"worker-07\""),
                time("15s"),
                time("30m"),
                "release-bot",
                "Worker 07 is being replaced.");
        AlertSelector silenced = WORKERS_DOWN.with("instance", "worker-07");
        AlertSelector told = WORKERS_DOWN.with("instance", "worker-08");
        Duration rest = time("5m15s");
        return Reference.workers(
                        "one of two alertmanagers killed",
                        "Of two Alertmanagers the one that tells first is killed: the other one tells what fires from then on,"
                                + " repeats nothing, and knows the silence.")
                .alertmanagers(2)
                .silence(silence)
                .inject(new PlannedFault(
                        "workers cut off", "prometheus->workers", new Fault.Refuse(), time("45s"), time("9m")))
                .inject(new PlannedFault(LOSS, "alertmanager-0", new Fault.ProcessKill(), time("3m30s"), time("9m")))
                .observe(time("9m10s"))
                .promise(
                        Promises.isToldOnce(told),
                        RestartPromises.lossIsCovered(
                                DOWN.with("instance", "alertmanager-0:9093"), LOSS, time("2m30s")),
                        RestartPromises.survivesRestart(told, LOSS, rest),
                        RestartPromises.silenceSurvives(silence.name(), silenced, told, LOSS, rest))
                .build();
    }

    private Duration time(String written) {
        return reference.time(written);
    }
}
