package io.firedrill.stacks.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a dashboard's variables stand for. What a person chooses among the labels that are there (a query, a text) is everything:
 * its matcher matches any value. Everything else is what the file says. Confined to one thread.
 */
final class Variables {
    private static final Pattern REFERENCE =
            Pattern.compile("\\$(\\w+)|\\$\\{(\\w+)(?:[.:][^}]*)?}|\\[\\[(\\w+)(?:[.:][^]]*)?]]");
    private static final Pattern MATCHER =
            Pattern.compile("([a-zA-Z_]\\w*)\\s*(?:=~|!~|!=|=)\\s*(\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*')");
    private static final Pattern AGO = Pattern.compile("now-(\\d+)([smhdw])");
    private static final Map<String, Long> SECONDS = Map.of("s", 1L, "m", 60L, "h", 3600L, "d", 86_400L, "w", 604_800L);

    /** Grafana waits for a missed scrape or two. */
    private static final int RATE_INTERVAL = 4;

    private static final Duration SIX_HOURS = Duration.ofHours(6);

    private final Map<String, String> values;
    private final Set<String> open;

    private Variables(Map<String, String> values, Set<String> open) {
        this.values = Map.copyOf(values);
        this.open = Set.copyOf(open);
    }

    static Variables of(JsonNode dashboard, Duration scrape) {
        Map<String, String> values = new HashMap<>(builtIn(scrape, range(dashboard)));
        Set<String> open = new HashSet<>();
        for (JsonNode variable : dashboard.at("/templating/list")) {
            String name = variable.path("name").asText();
            if (isOpen(variable)) {
                open.add(name);
            }
            chosen(variable).ifPresent(value -> values.put(name, value));
        }
        return new Variables(values, open);
    }

    /** The expression with each of them replaced; one that nobody knows stays as it is. */
    String applied(String expression) {
        String opened = MATCHER.matcher(expression).replaceAll(found -> Matcher.quoteReplacement(matcher(found)));
        return REFERENCE
                .matcher(opened)
                .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(name(found), found.group())));
    }

    private String matcher(MatchResult found) {
        boolean any = REFERENCE.matcher(found.group(2)).results().anyMatch(reference -> open.contains(name(reference)));
        return any ? found.group(1) + "=~\".*\"" : found.group();
    }

    private static String name(MatchResult reference) {
        for (int group = 1; group < 3; group++) {
            if (reference.group(group) != null) {
                return reference.group(group);
            }
        }
        return reference.group(3);
    }

    private static boolean isOpen(JsonNode variable) {
        String type = variable.path("type").asText();
        JsonNode value = variable.at("/current/value");
        return type.equals("query")
                || type.equals("textbox")
                || (type.equals("custom") && (value.isArray() || value.asText().equals("$__all")));
    }

    /** What is chosen as the file is, or the first that can be. */
    private static Optional<String> chosen(JsonNode variable) {
        JsonNode current = variable.at("/current/value");
        String value = (current.isArray() ? current.path(0) : current).asText("");
        String first = variable.at("/options/0/value").asText("");
        String said = variable.path("type").asText().matches("constant|custom|interval")
                ? variable.path("query").asText("").split(",", 2)[0].strip()
                : "";
        return Stream.of(value, first, said)
                .filter(text -> !text.isEmpty() && !text.equals("$__all") && !text.startsWith("$__auto"))
                .findFirst();
    }

    private static Map<String, String> builtIn(Duration scrape, Duration range) {
        String interval = text(scrape);
        return Map.of(
                "__interval", interval,
                "__interval_ms", Long.toString(scrape.toMillis()),
                "__rate_interval", text(scrape.multipliedBy(RATE_INTERVAL)),
                "__range", text(range),
                "__range_s", Long.toString(range.toSeconds()),
                "__range_ms", Long.toString(range.toMillis()));
    }

    private static String text(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }

    /** How long a time it shows; Grafana's default without. */
    private static Duration range(JsonNode dashboard) {
        Matcher ago = AGO.matcher(dashboard.at("/time/from").asText(""));
        return ago.matches()
                ? Duration.ofSeconds(Long.parseLong(ago.group(1)) * SECONDS.getOrDefault(ago.group(2), 1L))
                : SIX_HOURS;
    }
}
