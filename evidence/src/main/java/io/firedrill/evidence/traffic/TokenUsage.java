package io.firedrill.evidence.traffic;

/**
 * What an answer of an LLM says that it used.
 *
 * @param model which model answered
 * @param input tokens of the prompt
 * @param output tokens of the answer
 */
public record TokenUsage(String model, long input, long output) {}
