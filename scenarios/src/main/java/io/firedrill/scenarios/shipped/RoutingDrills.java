package io.firedrill.scenarios.shipped;

import static io.firedrill.scenarios.shipped.Reference.DATABASE;
import static io.firedrill.scenarios.shipped.Reference.DOWN;
import static io.firedrill.scenarios.shipped.Reference.ERRORS;
import static io.firedrill.scenarios.shipped.Reference.LATENCY;
import static io.firedrill.scenarios.shipped.Reference.MISSING;
import static io.firedrill.scenarios.shipped.Reference.TICKETS;
import static io.firedrill.scenarios.shipped.Reference.WATCHDOG;
import static io.firedrill.scenarios.shipped.Reference.WORKERS;

import io.firedrill.assertions.AlertSelector;
import io.firedrill.assertions.Promises;
import io.firedrill.assertions.RoutingPromises;
import io.firedrill.assertions.Watched;
import io.firedrill.scenarios.drill.Drill;
import io.firedrill.scenarios.drill.PlannedFault;
import io.firedrill.stacks.fault.Fault;
import java.time.Duration;
import java.util.List;

/** Drills of how Alertmanager passes on what fires. Thread-safe. */
final class RoutingDrills {
    private static final String LINK = "prometheus->workers";
    private static final AlertSelector PAGE = DOWN.with("job", WORKERS);

    /** How long HikariCP takes a connection that was just used for a good one, at any time scale. */
    private static final Duration POOL_TRUSTS = Duration.ofMillis(500);

    private final Reference reference;

    private RoutingDrills(Reference reference) {
        this.reference = reference;
    }

    static List<Drill> of(Reference reference) {
        RoutingDrills drills = new RoutingDrills(reference);
        return List.of(drills.alertStorm(), drills.flappingWorkers(), drills.lastingTicket(), drills.databaseDown());
    }

    /** A few of the thirty may come late on a busy machine, and all together within the time of two scrapes. */
    private Drill alertStorm() {
        return Reference.workers(
                        "alert storm",
                        "In the evening all workers are gone at once: who is on call is told once of all of them, and the"
                                + " ticket waits until the morning.")
                .asOf(Reference.AFTER_WORK)
                .inject(cut("workers cut", "1m", "4m30s"))
                .observe(reference.time("6m"))
                .promise(
                        RoutingPromises.isGrouped(PAGE, 25, reference.time("25s"), 1),
                        RoutingPromises.isMutedBy(MISSING, TICKETS, "working-hours", PAGE),
                        Promises.reaches(PAGE, Reference.ON_CALL),
                        Promises.firesAlone(List.of(PAGE, MISSING), List.of(WATCHDOG)))
                .build();
    }

    /** Each time they are gone for less than a page waits for. */
    private Drill flappingWorkers() {
        return Reference.workers(
                        "flapping workers",
                        "All workers come and go, too briefly to wake anybody: there is one ticket, and it stays open.")
                .inject(cut("first cut", "1m", "1m50s"))
                .inject(cut("second cut", "3m5s", "3m55s"))
                .inject(cut("third cut", "5m10s", "6m"))
                .observe(reference.time("10m30s"))
                .promise(
                        RoutingPromises.doesNotFlap(MISSING, "first cut", "second cut", "third cut"),
                        Promises.firesAlone(List.of(MISSING), List.of(WATCHDOG, DOWN)))
                .build();
    }

    private Drill lastingTicket() {
        return Reference.workers(
                        "lasting ticket",
                        "Workers stay away in working hours: there is a ticket, and those who got it are reminded.")
                .inject(cut("workers away", "1m", "8m20s"))
                .observe(reference.time("10m50s"))
                .promise(
                        RoutingPromises.isNotMuted(MISSING, TICKETS),
                        RoutingPromises.repeatsEvery(MISSING, TICKETS, reference.time("5m")),
                        Promises.reaches(MISSING, TICKETS),
                        Promises.firesAlone(List.of(MISSING), List.of(WATCHDOG, DOWN, Reference.FEW)))
                .build();
    }

    /** Every caller fails or waits for want of the database: its own alert is the one that tells. */
    private Drill databaseDown() {
        String fault = "database refused";
        Duration end = reference.time("4m20s");
        return reference
                .pipeline(
                        "database down",
                        "Inference is refused by its database: that it has none reaches who is on call, and the errors of"
                                + " those who need it do not.")
                .traffic(reference.traffic("6m"))
                .inject(new PlannedFault(
                        fault, "inference->database", new Fault.Refuse(), reference.time("2m30s"), end))
                .observe(end.plus(reference.time("5m10s")))
                .promise(
                        Promises.firesWithin(DATABASE, fault, reference.detection(DATABASE)),
                        Promises.reaches(DATABASE, Reference.ON_CALL),
                        Promises.isDelivered(DATABASE),
                        Promises.resolvesWithin(DATABASE, fault, reference.resolution(DATABASE)),
                        Promises.isInhibitedBy(ERRORS.with("job", "gateway"), DATABASE),
                        Promises.firesAlone(List.of(DATABASE), List.of(WATCHDOG, ERRORS, LATENCY)))
                .watch(new Watched(DATABASE, fault, POOL_TRUSTS))
                .build();
    }

    private PlannedFault cut(String name, String from, String to) {
        return new PlannedFault(name, LINK, new Fault.Refuse(), reference.time(from), reference.time(to));
    }
}
