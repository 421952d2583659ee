package io.firedrill.stacks.fault;

/** A process ended and started again. */
record ProcessInjection(ProcessControl process, String name, Fault.OfProcess fault) implements ActiveFault.Injection {
    @Override
    public void apply() {
        if (fault instanceof Fault.ProcessRestart) {
            process.stop();
        } else {
            process.kill();
        }
    }

    @Override
    public void revert() {
        process.restart();
    }

    @Override
    public boolean countsFromTold() {
        return fault instanceof Fault.ProcessKill;
    }

    @Override
    public String system() {
        return "process";
    }

    @Override
    public String locator() {
        return (fault instanceof Fault.ProcessRestart ? "stop " : "kill ") + name;
    }
}
