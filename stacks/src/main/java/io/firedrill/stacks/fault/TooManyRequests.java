package io.firedrill.stacks.fault;

/**
 * Requests are refused as a provider of LLMs refuses them, and never reach the callee: 429 in OpenAI's words. Connections
 * stay usable.
 *
 * @param scarcity what it says there is too little of
 */
public record TooManyRequests(Scarcity scarcity) implements Fault.Http {
    @Override
    public String kind() {
        return scarcity == Scarcity.RATE ? "rate-limit" : "quota";
    }

    @Override
    public String describe() {
        return "HTTP 429 " + scarcity.code() + " for every request";
    }

    /** What a provider has too little of. */
    public enum Scarcity {
        /** So many requests at a time: the caller is told to come back at once. */
        RATE("rate_limit_exceeded"),
        /** Money: to try again is of no use, and the caller is told so. */
        QUOTA("insufficient_quota");

        private final String code;

        Scarcity(String code) {
            this.code = code;
        }

        /**
         * As the error object says it.
         *
         * @return its {@code code}
         */
        public String code() {
            return code;
        }
    }
}
