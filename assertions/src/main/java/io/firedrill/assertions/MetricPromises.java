package io.firedrill.assertions;

import java.time.Duration;

/**
 * The promises about the metrics themselves; for counts and ratios see {@link Promises#countsRequests}. All but M03 need a
 * drill that reads the metrics' own state. Thread-safe.
 */
public final class MetricPromises {
    private MetricPromises() {}

    /**
     * M03: a histogram tells the ledger's quantile within its resolution: the bucket that the quantile falls in could hold
     * what the ledger measured. The ledger measures at the client, the histogram at the entry of the system, so the ledger's
     * quantile is an interval: from {@code clientMore} below that of the lowest rank to that of the highest, by order
     * statistics at 99.9 % (each end has some stragglers that the other did not see). Inconclusive if answers are so fast that
     * {@code clientMore} is more than half of them. Hold it under a fault that delays the entry's own callees.
     *
     * @param histogram the name of the histogram reading, of the entry's answers, in seconds
     * @param quantile above 0 and below 1
     * @param clientMore how much longer than the service the client may have waited: network, connection, queue
     * @return the promise
     */
    public static Promise quantileIsTrue(String histogram, double quantile, Duration clientMore) {
        return new QuantileTrue(histogram, quantile, clientMore);
    }

    /**
     * M04: every target is scraped, once, without long gaps, and brings fresh samples. A gap that the drill made by a fault
     * between Prometheus and the target, or of one of their processes, is left out.
     *
     * @param longest how long a target may go without a successful scrape; three of its intervals if that is longer
     * @return the promise
     */
    public static Promise targetsAreScraped(Duration longest) {
        return new TargetsScraped(longest);
    }

    /**
     * M05: no label gets new values with the requests. Sees only labels whose values differ between the drill's own requests.
     *
     * @param share how many new values of a label there may be for each request, e.g. 0.1; inconclusive with fewer requests
     *     than give ten
     * @return the promise
     */
    public static Promise cardinalityIsBounded(double share) {
        return new CardinalityBounded(share);
    }

    /**
     * M06: what recording rules recorded is what their definitions give for the same instants, and their names
     * ({@code level:metric:operations}) do not claim another window or other labels. Inconclusive for a rule that gives nothing.
     *
     * @return the promise
     */
    public static Promise recordingsAreTrue() {
        return new RecordingsTrue();
    }

    /**
     * M07: every range window of a rule holds at least {@value WindowsFilled#SCRAPES} samples of what it looks back on.
     *
     * @return the promise
     */
    public static Promise windowsAreFilled() {
        return new WindowsFilled();
    }
}
