package io.firedrill.scenarios.synthesis;

import io.firedrill.evidence.rule.FiredAlert;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What promtool saw of an alert.
 *
 * @param firedEarly whether it fired while it should not
 * @param pending for how many evaluations it was pending before it fired; 0 if it was not
 * @param alerts those that fired, label sets and texts
 * @param firesLate whether it still fired at the end
 * @param trouble what promtool could not do; empty if there is nothing
 */
record Told(boolean firedEarly, long pending, List<FiredAlert> alerts, boolean firesLate, String trouble) {
    private static final Pattern PAIR = Pattern.compile("([\\w.\"]+)=\"((?:[^\"\\\\]++|\\\\.)*+)\"");
    private static final Pattern RULE = Pattern.compile(": group \"drill\", rule \\d+, \".*?\": (.*)");
    private static final Pattern NUMBER = Pattern.compile("got: \\{\\} ([-+.\\deE]+)");

    Told {
        alerts = List.copyOf(alerts);
    }

    static Told of(List<String> messages) {
        boolean early = false;
        long pending = 0;
        List<FiredAlert> alerts = new ArrayList<>();
        boolean late = false;
        String trouble = "";
        for (String message : messages) {
            if (message.contains("alertname: ") && message.contains("got:")) {
                alerts.addAll(alerts(message.substring(message.indexOf("got:"))));
            } else if (message.contains("expr: \"max(count_over_time")) {
                Matcher number = NUMBER.matcher(message);
                pending = number.find() ? Math.round(Double.parseDouble(number.group(1))) : 0;
            } else if (message.contains("expr: \"count_over_time(ALERTS")) {
                early = true;
            } else if (message.contains("expr: \"ALERTS{")) {
                late = true;
            } else if (trouble.isEmpty()) {
                trouble = message.strip().lines().findFirst().orElse("");
            }
        }
        return new Told(early, pending, alerts, late, trouble);
    }

    /** Why Prometheus does not load the rule at all. */
    Optional<String> refused() {
        Matcher rule = RULE.matcher(trouble);
        return rule.find() ? Optional.of(rule.group(1)) : Optional.empty();
    }

    private static List<FiredAlert> alerts(String got) {
        List<FiredAlert> alerts = new ArrayList<>();
        Optional<Map<String, String>> labels = Optional.empty();
        for (String line : got.lines().toList()) {
            String stripped = line.strip();
            if (stripped.startsWith("Labels:")) {
                labels = Optional.of(pairs(stripped));
            } else if (stripped.startsWith("Annotations:") && labels.isPresent()) {
                alerts.add(new FiredAlert(labels.get(), pairs(stripped)));
            }
        }
        return alerts;
    }

    private static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        PAIR.matcher(text)
                .results()
                .forEach(each -> pairs.put(
                        each.group(1).replace("\"", ""),
                        each.group(2).replace("\\\"", "\"").replace("\\n", "\n")));
        return pairs;
    }
}
