package io.firedrill.scenarios.shipped;

import static io.firedrill.scenarios.shipped.Reference.BURN;
import static io.firedrill.scenarios.shipped.Reference.WATCHDOG;

import io.firedrill.assertions.Promises;
import io.firedrill.assertions.Watched;
import io.firedrill.scenarios.drill.Drill;
import io.firedrill.scenarios.drill.PlannedFault;
import io.firedrill.stacks.fault.Fault;
import io.firedrill.stacks.observe.History;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The objective of the gateway, and the budget of errors that it leaves. Thread-safe. */
final class BurnRateDrills {
    /** So few that the threshold on the error rate, 5 %, does not notice. */
    private static final double SHARE = 0.045;

    /** Requests per second in the quiet hours before. */
    private static final double QUIET = 3;

    private final Reference reference;

    private BurnRateDrills(Reference reference) {
        this.reference = reference;
    }

    static List<Drill> of(Reference reference) {
        return List.of(new BurnRateDrills(reference).errorBudgetBurn());
    }

    /**
     * With this history and these errors the hour's window crosses its threshold after five to six minutes. The six hours'
     * one would after eight and a half, and with its half an hour it would page for as long after the end.
     */
    private Drill errorBudgetBurn() {
        String fault = "few errors";
        Duration end = reference.time("8m30s");
        return reference
                .pipeline(
                        "error budget burn",
                        "One request in 22 fails, too few for the threshold on the error rate: that the month's"
                                + " budget would not last two days reaches who is on call.")
                .seed(quietHours("status=\"200\"", QUIET), quietHours("status!=\"200\"", 0))
                .traffic(reference.traffic("9m"))
                .inject(new PlannedFault(
                        fault, "gateway->inference", new Fault.HttpStatus(503, SHARE), reference.time("1m30s"), end))
                .observe(end.plus(reference.resolution(BURN)).plus(reference.time("30s")))
                .promise(
                        Promises.firesWithin(BURN, fault, reference.detection(BURN)),
                        Promises.carries(
                                BURN,
                                Map.of("severity", "page"),
                                "summary",
                                "description",
                                "runbook_url",
                                "dashboard_url"),
                        Promises.reaches(BURN, Reference.ON_CALL),
                        Promises.isDelivered(BURN),
                        Promises.resolvesWithin(BURN, fault, reference.resolution(BURN)),
                        Promises.firesAlone(List.of(BURN), List.of(WATCHDOG)))
                .watch(new Watched(BURN, fault, reference.time("4m30s")))
                .build();
    }

    /** Longer than the longest window, also at the end of the drill. */
    private History quietHours(String status, double perSecond) {
        return new History(
                "request_latency_seconds_count{job=\"gateway\", " + status + "}",
                perSecond,
                reference.time("7h"),
                reference.time("30s"));
    }
}
