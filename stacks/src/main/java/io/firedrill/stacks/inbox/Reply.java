package io.firedrill.stacks.inbox;

/** What is answered to one HTTP request. Immutable. */
record Reply(int status, String type, String body) {
    static Reply empty(int status) {
        return new Reply(status, "", "");
    }

    static Reply text(int status, String body) {
        return new Reply(status, "text/html", body);
    }

    static Reply json(int status, String body) {
        return new Reply(status, "application/json", body);
    }
}
