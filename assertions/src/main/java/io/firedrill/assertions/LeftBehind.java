package io.firedrill.assertions;

import java.util.List;

/** What Prometheus and Alertmanager leave where a template failed, and what is left of one that nobody expanded. Stateless. */
public final class LeftBehind {
    private static final List<String> MARKS = List.of("<error expanding template", "<no value>", "{{");

    private LeftBehind() {}

    /**
     * Looks for it.
     *
     * @param text as people see it
     * @return each mark that is in it
     */
    public static List<String> in(String text) {
        return MARKS.stream().filter(text::contains).toList();
    }
}
