package io.firedrill.stacks.fault;

/** A command run, and another one later. */
record CommandInjection(CommandControl control, CommandFault fault) implements ActiveFault.Injection {
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

    @Override
    public String system() {
        return "command";
    }

    @Override
    public String locator() {
        return fault.on();
    }
}
