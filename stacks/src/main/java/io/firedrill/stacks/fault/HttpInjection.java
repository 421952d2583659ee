package io.firedrill.stacks.fault;

/** A fault that an HTTP fault proxy applies: at once, and without fail. */
record HttpInjection(HttpFaultProxy proxy, Fault.Http fault) implements ActiveFault.Injection {
    @Override
    public void apply() {
        proxy.inject(fault);
    }

    @Override
    public void revert() {
        proxy.revert(fault);
    }

    @Override
    public String system() {
        return "http-fault-proxy";
    }

    @Override
    public String locator() {
        return "port " + proxy.port() + " " + fault.describe();
    }
}
