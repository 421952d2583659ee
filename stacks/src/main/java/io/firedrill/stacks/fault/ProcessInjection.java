package io.firedrill.stacks.fault;

/** A process killed and started again. */
record ProcessInjection(ProcessControl process, String name) implements ActiveFault.Injection {
    @Override
    public void apply() {
        process.kill();
    }

    @Override
    public void revert() {
        process.restart();
    }

    @Override
    public String system() {
        return "process";
    }

    @Override
    public String locator() {
        return "kill " + name;
    }
}
