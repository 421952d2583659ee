package io.firedrill.assertions;

import java.time.Duration;

/**
 * An alert whose way from fault to delivery is to be measured. Immutable.
 *
 * @param alert the alerts to measure
 * @param fault the name of the fault they answer to
 * @param crossing how long the expression needs to cross its threshold once the fault bites: for a ratio {@code r} over a
 *     window {@code w} against a threshold {@code h}, {@code w * h / r}; for added latency, the latency itself
 */
public record Watched(AlertSelector alert, String fault, Duration crossing) {}
