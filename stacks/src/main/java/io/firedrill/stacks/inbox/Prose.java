package io.firedrill.stacks.inbox;

import java.util.List;

/** Checks of text that a person reads, against what a service takes. Whether it is expanded is not judged here. Confined. */
final class Prose {
    private static final char CUT = '…';

    private final List<String> problems;

    Prose(List<String> problems) {
        this.problems = problems;
    }

    void present(String field, String text, String why) {
        if (text.isBlank()) {
            problems.add(field + " must not be empty: " + why);
        }
    }

    /** Alertmanager itself cuts some texts to what the service takes, and marks the cut. */
    void uncut(String field, String text, int most) {
        if (text.codePointCount(0, text.length()) == most && text.charAt(text.length() - 1) == CUT) {
            problems.add(field + " must be whole, but Alertmanager cut it to " + most + " characters");
        }
    }

    void atMost(String field, String text, int most) {
        int length = text.codePointCount(0, text.length());
        if (length > most) {
            problems.add(field + " must have at most " + most + " characters, but has " + length);
        }
    }
}
