package io.firedrill.stacks.workspace;

/** Addresses that a test can tell apart. */
enum Targets implements DeliveryTargets {
    INBOX;

    @Override
    public String http(String integration, String receiver) {
        return "http://inbox/" + integration + "/" + receiver;
    }

    @Override
    public String smarthost() {
        return "inbox:2525";
    }
}
