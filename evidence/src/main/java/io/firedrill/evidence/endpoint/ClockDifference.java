package io.firedrill.evidence.endpoint;

import java.time.Duration;

/**
 * How far the clock of an endpoint is from the one here.
 *
 * @param ahead how far ahead it is; negative if it is behind
 * @param within how far that may be off: the way there and back, and how exactly it tells the time
 */
public record ClockDifference(Duration ahead, Duration within) {}
