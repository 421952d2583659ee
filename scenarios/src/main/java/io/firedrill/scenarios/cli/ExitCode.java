package io.firedrill.scenarios.cli;

/** How a command ends. */
enum ExitCode {
    /** Looked, saw, and it held. */
    KEPT(0),
    /** Looked, saw, and it did not. */
    BROKEN(1),
    /** Called wrongly, or what it needs is not there. */
    ENVIRONMENT(2),
    /** Could not be seen, and nothing was broken. */
    INCONCLUSIVE(3);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
