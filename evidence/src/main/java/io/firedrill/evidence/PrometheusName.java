package io.firedrill.evidence;

import java.util.regex.Pattern;

/** A name as Prometheus writes names: of a metric, a rule, an alert or a label. Thread-safe. */
public final class PrometheusName {
    private PrometheusName() {}

    /**
     * Whether a text has it as a word of its own.
     *
     * @param name e.g. {@code requests_total}
     * @param text PromQL, or a sentence
     * @return false where it is only a part of a longer name
     */
    public static boolean isIn(String name, String text) {
        return Pattern.compile("(?<![\\w:])" + Pattern.quote(name) + "(?![\\w:])")
                .matcher(text)
                .find();
    }
}
