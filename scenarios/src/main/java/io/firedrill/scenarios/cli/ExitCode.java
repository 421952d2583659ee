package io.firedrill.scenarios.cli;

import io.firedrill.evidence.verdict.Verdict;
import java.util.List;

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

    /** Broken beats inconclusive beats kept, and of nothing nothing is kept. */
    static ExitCode of(List<Verdict> verdicts) {
        if (verdicts.stream().anyMatch(Verdict.Broken.class::isInstance)) {
            return BROKEN;
        }
        boolean kept = !verdicts.isEmpty() && verdicts.stream().allMatch(Verdict.Kept.class::isInstance);
        return kept ? KEPT : INCONCLUSIVE;
    }

    int code() {
        return code;
    }
}
