package io.firedrill.stacks.inbox;

/** A service behind HTTP as its senders know it. Thread-safe. */
interface HttpService {
    /** The name of the integration in Alertmanager's terms, and the first part of the path. */
    String integration();

    /** What follows the receiver in the path; empty for nothing. */
    String suffix();

    /** Reads one request, and says what the real service would answer. */
    Decoded read(byte[] body);

    /** How the real service words a failure with this status. */
    Reply fail(int status);

    /** A request read: what is recorded, and what a healthy service answers. */
    record Decoded(Message message, Reply reply) {}
}
