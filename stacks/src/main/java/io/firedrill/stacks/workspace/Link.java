package io.firedrill.stacks.workspace;

import java.util.Map;

/**
 * One hop that faults can be applied to. Traffic passes Toxiproxy, and an HTTP fault proxy after it if the link carries
 * HTTP. Immutable.
 *
 * @param caller who connects
 * @param callee who is connected to
 * @param http whether it carries HTTP
 * @param env which variables of the caller get the address, and in which form: {@code {address}} stands for host:port
 */
public record Link(String caller, String callee, boolean http, Map<String, String> env) {
    /** A callee that is no service: where errors are reported to. */
    public static final String SENTRY = "sentry";

    /** Copies the map. */
    public Link {
        env = Map.copyOf(env);
    }

    /**
     * What faults refer to.
     *
     * @return {@code caller->callee}
     */
    public String name() {
        return caller + "->" + callee;
    }
}
