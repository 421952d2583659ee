package io.firedrill.scenarios.traffic;

/** Who is told of each request. Implementations are thread-safe. */
interface Ledger {
    /** Composes each entry and forgets it. */
    Ledger REHEARSAL = new Ledger() {
        @Override
        public boolean begin(Exchange exchange) {
            return true;
        }

        @Override
        public void settle(Exchange exchange) {
            exchange.line(exchange.answer());
        }
    };

    /** Before a request is sent; false if none may be sent any more. */
    boolean begin(Exchange exchange);

    /** When the outcome is known. */
    void settle(Exchange exchange);
}
