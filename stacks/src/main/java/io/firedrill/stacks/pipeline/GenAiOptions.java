package io.firedrill.stacks.pipeline;

/**
 * What a service tells of its calls of the model, and how it counts. Immutable.
 *
 * @param prices what tokens cost
 * @param countsStreams whether the usage at the end of a stream counts; off for providers that do not tell it
 * @param countsPromptsWhenSent whether a prompt's tokens are counted by this service as it is sent, instead of taken from
 *     the answer
 * @param capturesContent whether prompts and answers are in the spans: GenAI conventions, opt-in
 */
record GenAiOptions(PriceTable prices, boolean countsStreams, boolean countsPromptsWhenSent, boolean capturesContent) {
    static final String PRICES = "drill-small=0.15/0.60,drill-large=2.50/10.00";

    static final GenAiOptions USUAL = new GenAiOptions(PriceTable.read(PRICES), true, false, false);

    static GenAiOptions of(Environment environment) {
        return new GenAiOptions(
                environment.prices("LLM_PRICES", PRICES),
                environment.flag("PROVIDER_STREAM_USAGE", "true"),
                environment.flag("COUNT_PROMPTS_WHEN_SENT", "false"),
                environment.flag("OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT", "false"));
    }
}
