package io.firedrill.stacks.fault;

/** Something done to a system that somebody else runs, and something else later. */
record CommandInjection(CommandControl control, String system, String locator) implements ActiveFault.Injection {
    @Override
    public void apply() {
        control.on();
    }

    @Override
    public void revert() {
        control.off();
    }

    @Override
    public boolean countsFromTold() {
        return true;
    }
}
