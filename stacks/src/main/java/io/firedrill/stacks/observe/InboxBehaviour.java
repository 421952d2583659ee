package io.firedrill.stacks.observe;

/** How an inbox treats a notification once it has recorded it. Immutable. */
public sealed interface InboxBehaviour {
    /** Answers at once, the way a healthy receiver does. */
    InboxBehaviour HEALTHY = new Answer(200);

    /**
     * Answers with a status. Alertmanager retries 5xx, and gives up on any other status that is not 2xx.
     *
     * @param status an HTTP status from 200 to 599
     */
    record Answer(int status) implements InboxBehaviour {
        /** Checks the status. */
        public Answer {
            if (status < 200 || status > 599) {
                throw new IllegalArgumentException("inbox status must be from 200 to 599, but was " + status);
            }
        }
    }

    /** Never answers; the sender runs into its own timeout. Ends when the behaviour changes or the inbox closes. */
    record Hang() implements InboxBehaviour {}

    /** Closes the connection without an answer. */
    record Drop() implements InboxBehaviour {}
}
