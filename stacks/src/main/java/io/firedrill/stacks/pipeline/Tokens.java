package io.firedrill.stacks.pipeline;

/** The provider's tokens: one for every four characters begun. A real tokenizer differs, but not in being a function. */
final class Tokens {
    private static final int CHARACTERS = 4;

    /** What OpenAI's chat format adds to each message, and once to prime the answer. */
    private static final int OVERHEAD = 3;

    private Tokens() {}

    static int of(String text) {
        int characters = text.codePointCount(0, text.length());
        return (characters + CHARACTERS - 1) / CHARACTERS;
    }

    /** Of a whole prompt: each message's text, three more for each message, and three for the answer's beginning. */
    static int of(ChatRequest request) {
        return OVERHEAD
                + request.messages().stream()
                        .mapToInt(message -> OVERHEAD + of(message.text()))
                        .sum();
    }
}
