package io.firedrill.assertions;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The promises of the catalogue, as data that a drill lists and {@link Judge} judges. {@code within} is always a deadline
 * that starts at an event, both ends included; a share is a ratio from 0 to 1. Thread-safe.
 */
public final class Promises {
    /** The share of requests for which traces must show the cause, unless a promise says otherwise. */
    public static final double MOST = 0.9;

    private Promises() {}

    /**
     * A01: fires and is delivered in time. Inconclusive if it fires in time and reaches nobody, which is N01's to explain.
     *
     * @param alert which alerts
     * @param fault the name of the fault it answers to
     * @param within from the moment the fault took effect to the first firing evaluation, and to the first delivery
     * @return the promise
     */
    public static Promise firesWithin(AlertSelector alert, String fault, Duration within) {
        return new AlertFires(alert, fault, within);
    }

    /**
     * A02: nothing fires while nothing is wrong.
     *
     * @param allowed alerts that may fire all the same, such as a watchdog
     * @return the promise
     */
    public static Promise baselineIsQuiet(AlertSelector... allowed) {
        return new BaselineQuiet(List.of(allowed));
    }

    /**
     * A03: waits out its {@code for}, and at most to the evaluation that follows.
     *
     * @param alert which alerts
     * @param holdFor the {@code for} that the team means, at the drill's time scale; zero for none
     * @return the promise
     */
    public static Promise waitsOut(AlertSelector alert, Duration holdFor) {
        return new HoldsFor(alert, holdFor);
    }

    /**
     * A04: carries what people need to act on it.
     *
     * @param alert which alerts
     * @param labels labels that a delivered alert must have
     * @param annotations names of annotations that it must have, not empty
     * @return the promise
     */
    public static Promise carries(AlertSelector alert, Map<String, String> labels, String... annotations) {
        return new AlertCarries(alert, labels, List.of(annotations));
    }

    /**
     * A05: is delivered to one receiver, and to no other.
     *
     * @param alert which alerts
     * @param receiver the Alertmanager receiver
     * @return the promise
     */
    public static Promise reaches(AlertSelector alert, String receiver) {
        return new AlertReaches(alert, receiver);
    }

    /**
     * A08: is not told twice.
     *
     * @param alert which alerts
     * @return the promise
     */
    public static Promise isToldOnce(AlertSelector alert) {
        return new DeliveredOnce(alert);
    }

    /**
     * A10: is withheld while its cause fires, and only then.
     *
     * @param alert which alerts
     * @param cause the alert that makes them needless
     * @return the promise
     */
    public static Promise isInhibitedBy(AlertSelector alert, AlertSelector cause) {
        return new AlertInhibited(alert, cause);
    }

    /**
     * A09: stops firing in time, and those who were told of it are told so.
     *
     * @param alert which alerts
     * @param fault the name of the fault it answers to
     * @param within from the moment the fault was gone to the resolved notification
     * @return the promise
     */
    public static Promise resolvesWithin(AlertSelector alert, String fault, Duration within) {
        return new AlertResolves(alert, fault, within);
    }

    /**
     * A16: nothing fires but what should.
     *
     * @param expected the alerts that answer to the drill's faults
     * @param may alerts that may fire as well
     * @return the promise
     */
    public static Promise firesAlone(List<AlertSelector> expected, List<AlertSelector> may) {
        return new FiresAlone(expected, may);
    }

    /**
     * A17: the dead man's switch fires at every evaluation and is delivered again and again.
     *
     * @param watchdog which alert
     * @param receiver where it is delivered
     * @param every the longest time without a delivery
     * @return the promise
     */
    public static Promise alwaysFires(AlertSelector watchdog, String receiver, Duration every) {
        return new AlwaysFires(watchdog, receiver, every);
    }

    /**
     * A20: data that stops coming is noticed, and not read as healthy.
     *
     * @param alert the alert that notices
     * @param fault the name of a fault of the scrapes, e.g. on link {@code prometheus->inference}
     * @param within as in {@link #firesWithin}
     * @return the promise
     */
    public static Promise missingDataIsNoticed(AlertSelector alert, String fault, Duration within) {
        return new DataMissed(alert, fault, within);
    }

    /**
     * S01: a silence withholds an alert that fires, while a control alert gets through to the same receiver.
     *
     * @param silence the name of the silence
     * @param alert the alerts it is meant for
     * @param control an alert of the same receiver that it is not meant for
     * @return the promise
     */
    public static Promise silenceHolds(String silence, AlertSelector alert, AlertSelector control) {
        return new SilenceHolds(silence, alert, control);
    }

    /**
     * S02: a silence leaves a control alert alone.
     *
     * @param silence the name of the silence
     * @param control an alert that must be delivered while it is active
     * @return the promise
     */
    public static Promise silenceSpares(String silence, AlertSelector control) {
        return new SilenceSpares(silence, control);
    }

    /**
     * S03: after a silence, an alert that still fires is delivered.
     *
     * @param silence the name of the silence
     * @param alert the alerts it withheld
     * @param within from the planned end of the silence to the delivery
     * @return the promise
     */
    public static Promise silenceEnds(String silence, AlertSelector alert, Duration within) {
        return new SilenceEnds(silence, alert, within);
    }

    /**
     * N01: each time it fires it is delivered, complete and valid, to every webhook that Alertmanager routes it to. For other
     * integrations see {@link DeliveryPromises}.
     *
     * @param alert which alerts
     * @return the promise
     */
    public static Promise isDelivered(AlertSelector alert) {
        return new AlertDelivered(Integration.WEBHOOK, alert);
    }

    /**
     * T01: requests that succeeded left one trace through the whole path.
     *
     * @param path the services, and the database if wanted
     * @param share of the requests, at least
     * @return the promise
     */
    public static Promise tracesSpan(TracePath path, double share) {
        return new TracesSpan(path, share, Optional.empty(), Sampling.EVERYTHING);
    }

    /**
     * T01, looking only at requests sent while a fault was in effect.
     *
     * @param path the services, and the database if wanted
     * @param share of the requests, at least
     * @param fault the name of the fault
     * @return the promise
     */
    public static Promise tracesSpanDuring(TracePath path, double share, String fault) {
        return new TracesSpan(path, share, Optional.of(fault), Sampling.EVERYTHING);
    }

    /**
     * T02: in every trace found, each span's parent is there, and there is one root: the span whose parent is the client.
     *
     * @return the promise
     */
    public static Promise tracesAreConnected() {
        return new TracesConnected();
    }

    /**
     * T03: requests that a fault made fail show the error on every span from the entry down to the call that failed, and
     * there its cause.
     *
     * @param fault the name of the fault
     * @param path the services, entry first
     * @return the promise; it must hold for {@link #MOST} of the requests
     */
    public static Promise errorsAreTraced(String fault, TracePath path) {
        return new ErrorsTraced(fault, path, MOST);
    }

    /**
     * T05: traces hold spans of the expected services and of no other.
     *
     * @param services the expected {@code service.name}s
     * @return the promise
     */
    public static Promise servicesAreNamed(String... services) {
        return new ServicesNamed(List.of(services));
    }

    /**
     * T08: the critical path of slow requests points at the hop that was made slow.
     *
     * @param fault the name of a fault that delays
     * @param share of the slow requests, at least; usually {@link #MOST}
     * @return the promise
     */
    public static Promise tracesBlame(String fault, double share) {
        return new TracesBlame(fault, share);
    }

    /**
     * M01: a counter counted the requests that the ledger has.
     *
     * @param counter the name of the counter reading
     * @return the promise
     */
    public static Promise countsRequests(String counter) {
        return new CountsRequests(counter);
    }

    /**
     * M02: two counters give the ledger's share of 5xx answers.
     *
     * @param errors the name of the counter reading of 5xx answers
     * @param total the name of the counter reading of all answers
     * @return the promise
     */
    public static Promise errorRatioIsTrue(String errors, String total) {
        return new ErrorRatio(errors, total);
    }
}
