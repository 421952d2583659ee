package io.firedrill.stacks;

import io.firedrill.stacks.platform.Platform;
import io.firedrill.stacks.platform.Run;
import io.firedrill.stacks.workspace.StackOptions;

/**
 * Where a stack runs, and why. A forced mode never falls back. Immutable.
 *
 * @param platform where components are started
 * @param reason in one sentence, for the report
 */
record ModeChoice(Platform platform, String reason) {
    static ModeChoice of(StackOptions options, Run run) {
        return switch (options.mode()) {
            case "native" -> new ModeChoice(natively(options, run), "asked for");
            case "auto" -> new ModeChoice(natively(options, run), "auto knows no other mode in this version");
            case "containers" ->
                throw new StackException("firedrill.stack=containers: this version cannot start containers; use"
                        + " firedrill.stack=native or auto");
            default ->
                throw new StackException("firedrill.stack=" + options.mode() + ": this version cannot drill an existing"
                        + " stack; use firedrill.stack=native or auto");
        };
    }

    private static Platform natively(StackOptions options, Run run) {
        return run.natively(options.ports(), options.binaries());
    }
}
