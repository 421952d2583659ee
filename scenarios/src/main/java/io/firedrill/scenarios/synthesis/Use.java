package io.firedrill.scenarios.synthesis;

/** What an expression looks at of a series. */
enum Use {
    /** Its value. */
    LEVEL,
    /** How fast it rises. */
    COUNTER,
    /** How fast it moves, and from where. */
    TREND,
    /** How often it changes. */
    STEPS,
    /** How it is distributed over buckets. */
    BUCKETS
}
