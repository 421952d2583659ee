package io.firedrill.stacks.fault;

/** A receiver that turns its notifications away: at once, and without fail. */
record ReceiverInjection(ReceiverControl receiver, String target, Fault.OfReceiver fault)
        implements ActiveFault.Injection {
    @Override
    public void apply() {
        receiver.fail(fault);
    }

    @Override
    public void revert() {
        receiver.recover();
    }

    @Override
    public String system() {
        return "inbox";
    }

    @Override
    public String locator() {
        return target + " " + fault.describe();
    }
}
