package io.firedrill.stacks.fault;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What can be broken, described by what the peer sees: the caller, for a link; everybody, for a process. Of a command only
 * its user knows. Values: immutable.
 */
public sealed interface Fault
        permits CommandFault, Fault.Http, Fault.OfProcess, Fault.OfReceiver, Fault.Wire, PostedAlert {
    /**
     * Which of the catalogue.
     *
     * @return one lower-case word or two with a hyphen, e.g. {@code latency}
     */
    String kind();

    /**
     * What the peer sees.
     *
     * @return a phrase, e.g. {@code 400 ms more latency}
     */
    String describe();

    /**
     * How much slower each pass of the target gets.
     *
     * @return empty for a fault that does not merely delay
     */
    default Optional<Duration> delay() {
        return Optional.empty();
    }

    /**
     * Which share of the requests it meets.
     *
     * @return above 0; 1 for all of them
     */
    default double share() {
        return 1;
    }

    /** A fault of the connection (L4): it works on every link. */
    sealed interface Wire extends Fault {}

    /** A fault of the conversation (L7): it works on HTTP links only. */
    sealed interface Http extends Fault permits HttpStatus, SseStall, DroppedHeader, TooManyRequests {}

    /** A fault of a process, not of a link. */
    sealed interface OfProcess extends Fault {}

    /**
     * A fault of a receiver of Alertmanager, {@code alertmanager->oncall}, or of one of its integrations, {@code
     * alertmanager->oncall/slack}. The inbox has it: what it turned away is recorded, so that it is known whether it bit.
     */
    sealed interface OfReceiver extends Fault {}

    /**
     * Each answer arrives this much later, on existing connections too. Nothing is lost; a stream starts late and then
     * flows at its own pace. Connecting is not slowed.
     *
     * @param by how much later; whole milliseconds
     */
    record Latency(Duration by) implements Wire {
        /** Requires a delay. */
        public Latency {
            if (by.toMillis() < 1) {
                throw new IllegalArgumentException("latency must be at least 1ms, but was " + by);
            }
        }

        @Override
        public String kind() {
            return "latency";
        }

        @Override
        public String describe() {
            return by.toMillis() + " ms more latency";
        }

        @Override
        public Optional<Duration> delay() {
            return Optional.of(by);
        }
    }

    /**
     * Connections open, and existing ones stay, but no byte passes in either direction: the caller waits until its own
     * timeout. When the fault ends, the connections that it swallowed bytes of are closed. A receiver reads the
     * notification, and does not answer.
     */
    record Hang() implements Wire, OfReceiver {
        @Override
        public String kind() {
            return "hang";
        }

        @Override
        public String describe() {
            return "connections open but nothing answers";
        }
    }

    /** New connections are refused, and existing ones are closed, as if nobody listened. */
    record Refuse() implements Wire {
        @Override
        public String kind() {
            return "refuse";
        }

        @Override
        public String describe() {
            return "connections are refused";
        }
    }

    /**
     * Connections open, and are reset (TCP RST) as soon as the caller sends something. Existing ones are closed then, with
     * a mere FIN: Toxiproxy decides that when a connection begins.
     */
    record Reset() implements Wire {
        @Override
        public String kind() {
            return "reset";
        }

        @Override
        public String describe() {
            return "connections are reset by the peer";
        }
    }

    /**
     * Bytes trickle at this rate, in each direction, on existing connections too.
     *
     * @param kilobytesPerSecond 1000 bytes each, per connection and direction
     */
    record Bandwidth(int kilobytesPerSecond) implements Wire {
        /** Requires a rate. */
        public Bandwidth {
            if (kilobytesPerSecond < 1) {
                throw new IllegalArgumentException("bandwidth must be at least 1 kB/s, but was " + kilobytesPerSecond);
            }
        }

        @Override
        public String kind() {
            return "bandwidth";
        }

        @Override
        public String describe() {
            return "at most " + kilobytesPerSecond + " kB/s";
        }
    }

    /**
     * Requests are answered with this status and never reach the callee. The body is an OpenAI-style error where the
     * caller speaks JSON, else one line of text. Connections stay usable. A receiver answers in the real service's own
     * words, and can only do so to every request.
     *
     * @param status the status
     * @param share which share of the requests, above 0, at most 1, evenly spread: 0.25 is every fourth
     */
    record HttpStatus(int status, double share) implements Http, OfReceiver {
        /** Requires an error status and a share. */
        public HttpStatus {
            if (status < 400 || status > 599) {
                throw new IllegalArgumentException("status must be within 400 and 599, but was " + status);
            }
            if (!(share > 0 && share <= 1)) {
                throw new IllegalArgumentException("share must be above 0 and at most 1, but was " + share);
            }
        }

        /**
         * For every request.
         *
         * @param status the status
         */
        public HttpStatus(int status) {
            this(status, 1);
        }

        @Override
        public String kind() {
            return "status";
        }

        @Override
        public String describe() {
            String whom = share == 1 ? "every request" : String.format(Locale.ROOT, "%.3g %% of requests", share * 100);
            return "HTTP " + status + " for " + whom;
        }
    }

    /**
     * An event stream delivers so many events and then goes quiet with its connection open; one that is under way too.
     * When the fault ends it flows on. Answers that are not event streams pass untouched.
     *
     * @param afterEvents how many events still arrive; 0 for headers only
     */
    record SseStall(int afterEvents) implements Http {
        /** Requires a count. */
        public SseStall {
            if (afterEvents < 0) {
                throw new IllegalArgumentException(
                        "events before the stall must not be negative, but was " + afterEvents);
            }
        }

        @Override
        public String kind() {
            return "sse-stall";
        }

        @Override
        public String describe() {
            return "event streams stall after " + afterEvents + " events";
        }
    }

    /**
     * This header is missing from requests and answers: dropping {@code traceparent} cuts traces in two.
     *
     * @param header its name; case does not matter
     */
    record DroppedHeader(String header) implements Http {
        private static final Set<String> FRAMING =
                Set.of("host", "connection", "content-length", "transfer-encoding", "trailer", "upgrade", "te");

        /** Requires a header that can be missing without breaking HTTP itself. */
        public DroppedHeader {
            if (header.isBlank() || FRAMING.contains(header.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException(
                        "dropped header must be one that HTTP itself can do without, but was '" + header + "'");
            }
        }

        @Override
        public String kind() {
            return "dropped-header";
        }

        @Override
        public String describe() {
            return "header " + header.toLowerCase(Locale.ROOT) + " is lost";
        }
    }

    /** A receiver takes the connection and the notification, and closes without an answer. */
    record Drop() implements OfReceiver {
        @Override
        public String kind() {
            return "drop";
        }

        @Override
        public String describe() {
            return "connections are closed without an answer";
        }
    }

    /** The process is gone at once, without a goodbye, and is started again when the fault ends. */
    record ProcessKill() implements OfProcess {
        @Override
        public String kind() {
            return "kill";
        }

        @Override
        public String describe() {
            return "the process is killed";
        }
    }

    /**
     * The process is asked to end (SIGTERM), as an update asks it, so that it can write what it has; it is started again
     * when the fault ends.
     */
    record ProcessRestart() implements OfProcess {
        @Override
        public String kind() {
            return "restart";
        }

        @Override
        public String describe() {
            return "the process is stopped in good order";
        }
    }
}
