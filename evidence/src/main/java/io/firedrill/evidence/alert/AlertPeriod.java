package io.firedrill.evidence.alert;

import java.time.Duration;

/**
 * An unbroken stretch of {@code ALERTS} samples in one state.
 *
 * @param state pending or firing
 * @param from the time of its first sample
 * @param to the time of its last sample
 * @param samples how many evaluations saw it
 */
public record AlertPeriod(AlertState state, Duration from, Duration to, int samples) {}
