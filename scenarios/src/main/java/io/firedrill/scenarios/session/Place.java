package io.firedrill.scenarios.session;

/** What may stand in a place of the {@link Machine}. */
enum Place {
    /** Any stack, also one that serves requests. */
    WHOLE,
    /** One without the system's entry: a few services that nobody calls, and what watches them. */
    PART
}
