package io.firedrill.scenarios.session;

import io.firedrill.stacks.Settings;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.workspace.Workspace;

/**
 * How many drills are held at a time: the setting {@code firedrill.parallel}. Without it as many drills with traffic as the
 * machine has cores, at most four, and as many again of those without, which leave the machine nearly idle. Where ports
 * are pinned only one stack can stand. Immutable.
 *
 * @param drills how many at a time
 * @param withTraffic how many of them may send requests to the system
 */
record Parallel(int drills, int withTraffic) {
    static final String SETTING = "firedrill.parallel";
    private static final int MOST = 4;

    static Parallel of(Settings settings, Workspace workspace) {
        if (!workspace.stack().ports().isEmpty()) {
            return new Parallel(1, 1);
        }
        return settings.find(SETTING).map(Parallel::parse).orElseGet(Parallel::bearable);
    }

    private static Parallel bearable() {
        int cores = Math.max(1, Math.min(MOST, Runtime.getRuntime().availableProcessors()));
        return new Parallel(2 * cores, cores);
    }

    private static Parallel parse(String written) {
        if (!written.matches("[1-9]\\d?")) {
            throw new StackException(
                    SETTING + ": '" + written + "' is no number of drills; write 1 to hold one after the"
                            + " other, or how many are held at a time, up to 99");
        }
        int asked = Integer.parseInt(written);
        return new Parallel(asked, asked);
    }
}
