package io.firedrill.stacks.workspace;

import io.firedrill.evidence.history.Incident.Expected;
import io.firedrill.stacks.StackException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An alert as people write it: its name, and labels in braces if only some of that name are meant. */
final class AlertText {
    private static final Pattern ALERT = Pattern.compile("\\s*([a-zA-Z_:][\\w:]*)\\s*(?:\\{(.*)\\})?\\s*");
    private static final Pattern LABEL = Pattern.compile("\\G\\s*([a-zA-Z_]\\w*)\\s*=\\s*\"([^\"\\\\]*)\"\\s*(?:,|$)");

    private AlertText() {}

    /** {@code key}: where in the section it is written. */
    static Expected read(Section section, String key, String written) {
        Matcher matcher = ALERT.matcher(written);
        if (!matcher.matches()) {
            throw malformed(section, key, written);
        }
        String labels = matcher.group(2);
        return new Expected(matcher.group(1), labels == null ? Map.of() : labels(section, key, written, labels));
    }

    private static Map<String, String> labels(Section section, String key, String written, String text) {
        Map<String, String> labels = new LinkedHashMap<>();
        Matcher label = LABEL.matcher(text);
        int end = 0;
        while (end < text.length() && label.find()) {
            labels.put(label.group(1), label.group(2));
            end = label.end();
        }
        if (end < text.length()) {
            throw malformed(section, key, written);
        }
        return labels;
    }

    private static StackException malformed(Section section, String key, String written) {
        return section.error(key, "must name alerts, as in TargetDown{service=\"gateway\"}, but one was " + written);
    }
}
