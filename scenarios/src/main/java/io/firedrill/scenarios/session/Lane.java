package io.firedrill.scenarios.session;

import io.firedrill.evidence.verdict.DrillResult;
import io.firedrill.scenarios.drill.Drill;

/** Where drills are held, one after the other. */
interface Lane extends AutoCloseable {
    /** Launches what a drill needs, unless it stands already. */
    void prepare(Drill drill);

    /** Holds a drill that was prepared, and judges it. */
    DrillResult hold(Drill drill);

    /** Ends what was launched. */
    @Override
    void close();
}
