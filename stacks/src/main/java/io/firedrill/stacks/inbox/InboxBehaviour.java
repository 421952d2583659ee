package io.firedrill.stacks.inbox;

import java.time.Duration;
import java.util.Optional;

/** How an inbox treats a notification once it has recorded it. Immutable. */
public sealed interface InboxBehaviour {
    /** Does what the real service does: takes what is valid, and refuses what is not. */
    InboxBehaviour HEALTHY = new Answer(200);

    /**
     * Answers with a status, whatever came. Alertmanager tries again after 5xx (PagerDuty: also after 429), and gives
     * up on any other status that is not 2xx. By SMTP, 429 and 5xx become {@code 451}, which means try again, and other
     * refusals {@code 554}; Alertmanager tries again after both. A status of 2xx is the same as {@link #HEALTHY}.
     *
     * @param status an HTTP status from 200 to 599
     * @param retryAfter what {@code Retry-After} says, in whole seconds; empty for no such header
     */
    record Answer(int status, Optional<Duration> retryAfter) implements InboxBehaviour {
        /** Checks the status. */
        public Answer {
            if (status < 200 || status > 599) {
                throw new IllegalArgumentException("inbox status must be from 200 to 599, but was " + status);
            }
        }

        /**
         * An answer without {@code Retry-After}.
         *
         * @param status an HTTP status from 200 to 599
         */
        public Answer(int status) {
            this(status, Optional.empty());
        }

        boolean takes() {
            return status / 100 == 2;
        }
    }

    /**
     * Never answers; the sender runs into its own timeout. When the behaviour changes, or the inbox closes, what hangs is
     * closed without an answer, so that what was never acknowledged must be sent again.
     */
    record Hang() implements InboxBehaviour {}

    /** Closes the connection without an answer. */
    record Drop() implements InboxBehaviour {}
}
