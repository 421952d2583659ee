package io.firedrill.evidence.verdict;

/**
 * A promise and what became of it.
 *
 * @param id unique within the drill and stable between runs, e.g. {@code A01-HighRequestLatency-inference}
 * @param check the kind of promise
 * @param subject whom it is about, e.g. {@code alert HighRequestLatency{job="inference"}}
 * @param verdict what became of it
 */
public record Judgement(String id, Check check, String subject, Verdict verdict) {}
