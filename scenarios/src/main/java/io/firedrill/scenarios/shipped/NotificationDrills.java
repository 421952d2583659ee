package io.firedrill.scenarios.shipped;

import static io.firedrill.scenarios.shipped.Reference.DOWN;
import static io.firedrill.scenarios.shipped.Reference.MISSING;
import static io.firedrill.scenarios.shipped.Reference.NOTIFICATIONS_FAIL;
import static io.firedrill.scenarios.shipped.Reference.WATCHDOG;
import static io.firedrill.scenarios.shipped.Reference.WORKERS;

import io.firedrill.assertions.AlertSelector;
import io.firedrill.assertions.DashboardPromises;
import io.firedrill.assertions.DeliveryPromises;
import io.firedrill.assertions.Promise;
import io.firedrill.assertions.Promises;
import io.firedrill.scenarios.drill.Drill;
import io.firedrill.scenarios.drill.PlannedFault;
import io.firedrill.stacks.fault.Fault;
import java.time.Duration;
import java.util.List;

/** Drills of what reaches people: by every integration, and in spite of receivers that are out. */
final class NotificationDrills {
    private static final String CUT = "workers cut";

    /** One of those that are cut: all of them share every notification. */
    private static final AlertSelector PAGE = DOWN.with("instance", "worker-01");

    private final Reference reference;

    private NotificationDrills(Reference reference) {
        this.reference = reference;
    }

    static List<Drill> of(Reference reference) {
        NotificationDrills drills = new NotificationDrills(reference);
        return List.of(drills.everyChannel(), drills.receiverOutage(), drills.connectionsRefused());
    }

    private Drill everyChannel() {
        AlertSelector ticket = NOTIFICATIONS_FAIL.with("integration", "webhook");
        Duration end = reference.time("4m");
        return Reference.workers(
                        "every channel",
                        "Workers cannot be scraped, and the dead man's switch refuses its calls: the page comes by webhook,"
                                + " Slack and PagerDuty, the ticket by mail, each readable and each with its end.")
                .apart()
                .inject(cut(end))
                .inject(fault("switch refuses", "alertmanager->watchdog", new Fault.HttpStatus(404), end))
                .observe(end.plus(reference.resolution(DOWN)))
                .promise(
                        Promises.reaches(PAGE, Reference.ON_CALL),
                        Promises.isDelivered(PAGE),
                        DeliveryPromises.reachesSlack(PAGE),
                        DeliveryPromises.reachesPagerDuty(PAGE),
                        DeliveryPromises.isReadable(PAGE),
                        Promises.isToldOnce(PAGE),
                        Promises.resolvesWithin(PAGE, CUT, reference.resolution(DOWN)),
                        DeliveryPromises.tellsTheEnd(PAGE))
                .promise(
                        Promises.reaches(ticket, Reference.TICKETS),
                        DeliveryPromises.reachesMail(ticket),
                        DeliveryPromises.reachesMail(MISSING),
                        DeliveryPromises.isReadable(ticket),
                        DeliveryPromises.tellsTheEnd(ticket))
                .build();
    }

    /**
     * Alertmanager tries again after an error of the server, silence, or a connection that was closed; not so after Slack's
     * 429, and before its next flush the page is over.
     */
    private Drill receiverOutage() {
        Duration end = reference.time("4m");
        String limited = "Slack limits";
        String failing = "pager fails";
        String silent = "PagerDuty hangs";
        String gone = "switch drops";
        return Reference.workers(
                        "receiver outage",
                        "While workers cannot be scraped, the pager answers 500, PagerDuty hangs, the dead man's switch drops"
                                + " its calls and Slack answers 429: what was turned away comes later, and that Slack's is lost"
                                + " is told by mail.")
                .apart()
                .inject(cut(reference.time("3m")))
                .inject(fault(limited, "alertmanager->oncall/slack", new Fault.HttpStatus(429), reference.time("7m")))
                .inject(fault(failing, "alertmanager->oncall/webhook", new Fault.HttpStatus(500), end))
                .inject(fault(silent, "alertmanager->oncall/pagerduty", new Fault.Hang(), end))
                .inject(fault(gone, "alertmanager->watchdog", new Fault.Drop(), end))
                .observe(reference.time("11m"))
                .promise(
                        survives(PAGE, limited),
                        survives(PAGE, failing),
                        survives(PAGE, silent),
                        survives(WATCHDOG, gone),
                        Promises.firesAlone(List.of(DOWN, NOTIFICATIONS_FAIL), List.of(WATCHDOG, MISSING)))
                .build();
    }

    /** A flush is tried for ten seconds at least, so that it outlasts this. */
    private Drill connectionsRefused() {
        String refused = "connections refused";
        return Reference.workers(
                        "connections refused",
                        "While workers cannot be scraped, nothing listens where the receivers lead to: the page comes by"
                                + " webhook, Slack and PagerDuty once it does.")
                .apart()
                .inject(cut(reference.time("8m30s")))
                .inject(fault(refused, "alertmanager->inbox", new Fault.Refuse(), reference.time("5m")))
                .observe(reference.time("9m30s"))
                .promise(survives(PAGE, refused), DashboardPromises.panelRises("Attempts that fail", refused))
                .build();
    }

    private static Promise survives(AlertSelector alert, String fault) {
        return DeliveryPromises.outageLosesNothing(alert, fault, NOTIFICATIONS_FAIL);
    }

    private PlannedFault cut(Duration end) {
        return fault(CUT, "prometheus->" + WORKERS, new Fault.Refuse(), end);
    }

    private PlannedFault fault(String name, String target, Fault fault, Duration end) {
        return new PlannedFault(name, target, fault, reference.time("30s"), end);
    }
}
