package io.firedrill.reports;

import java.util.stream.Collectors;

/** A promise that was not kept, as plain text. */
final class PromiseText {
    private PromiseText() {}

    static String of(Readiness.Promise promise) {
        String hint = promise.hint().isEmpty() ? "" : "\n  hint      " + promise.hint();
        String evidence =
                promise.evidence().stream().map(link -> "\n  evidence  " + link).collect(Collectors.joining());
        return "\n" + promise.subject() + "\n  expected  " + promise.expected() + "\n  but       " + promise.actual()
                + evidence + hint + "\n";
    }
}
