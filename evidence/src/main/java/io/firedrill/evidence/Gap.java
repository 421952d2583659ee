package io.firedrill.evidence;

/**
 * A witness that was deaf for a while, so that its silence proves nothing. A promise that leans on this witness is
 * inconclusive.
 *
 * @param witness who could not be asked
 * @param reason what went wrong, in one line
 * @param source what was asked
 */
public record Gap(Witness witness, String reason, Source source) {}
