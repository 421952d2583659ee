package io.firedrill.stacks.workspace;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;

/**
 * What a Grafana-managed alert rule compares, as one PromQL expression: queries of Prometheus, and the server-side expressions
 * {@code reduce}, {@code threshold} and {@code math} over them. Source: the provisioning format of Grafana 9 to 12, {@code
 * pkg/expr}. Confined.
 */
final class GrafanaCondition {
    private static final Set<String> EXPRESSIONS = Set.of("__expr__", "-100");
    private static final Map<String, String> COMPARISONS =
            Map.of("gt", ">", "lt", "<", "gte", ">=", "lte", "<=", "eq", "==", "ne", "!=");
    private static final Map<String, String> REDUCERS = Map.of(
            "mean", "avg_over_time",
            "avg", "avg_over_time",
            "min", "min_over_time",
            "max", "max_over_time",
            "sum", "sum_over_time",
            "count", "count_over_time",
            "median", "quantile_over_time");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(\\w+)}|\\$(\\w+)");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?[A-Za-z_]");
    private static final Pattern COMPARES = Pattern.compile("[<>]=?|==|!=");

    /** Why a rule has no expression: it is wrong, or only Grafana can say it. */
    static final class Trouble extends Exception {
        private static final long serialVersionUID = 1;
        final boolean wrong;

        Trouble(boolean wrong, String message) {
            super(message);
            this.wrong = wrong;
        }
    }

    private final Map<String, MappingNode> data = new HashMap<>();
    private final Deque<String> under = new ArrayDeque<>();

    private GrafanaCondition(MappingNode rule) {
        Yaml.mappings(rule, "data")
                .forEach(entry -> data.put(Yaml.string(entry, "refId").orElse(""), entry));
    }

    static String promql(MappingNode rule) throws Trouble {
        String condition = Yaml.string(rule, "condition")
                .orElseThrow(() -> new Trouble(true, "it has no condition, so nothing decides whether it fires"));
        GrafanaCondition all = new GrafanaCondition(rule);
        String promql = all.resolved(condition);
        return all.compares(condition) ? promql : "(" + promql + ") != 0";
    }

    /** A condition that is a number fires unless it is zero. */
    private boolean compares(String condition) throws Trouble {
        MappingNode model = model(entry(condition));
        String type = Yaml.string(model, "type").orElse("");
        return isExpression(entry(condition))
                && (type.equals("threshold")
                        || (type.equals("math")
                                && COMPARES.matcher(
                                                Yaml.string(model, "expression").orElse(""))
                                        .find()));
    }

    private MappingNode entry(String ref) throws Trouble {
        MappingNode entry = data.get(ref);
        if (entry == null) {
            throw new Trouble(true, "it looks at " + ref + ", and has no query of that name");
        }
        return entry;
    }

    private String resolved(String ref) throws Trouble {
        MappingNode entry = entry(ref);
        if (under.contains(ref)) {
            throw new Trouble(true, "its expression " + ref + " looks at itself");
        }
        under.push(ref);
        String promql = isExpression(entry) ? expression(model(entry)) : query(entry);
        under.pop();
        return promql;
    }

    private static String query(MappingNode entry) throws Trouble {
        MappingNode model = model(entry);
        String type = Yaml.mapping(model, "datasource")
                .flatMap(source -> Yaml.string(source, "type"))
                .orElse("prometheus");
        if (!type.equals("prometheus")) {
            throw new Trouble(false, "it asks " + type);
        }
        String expr = Yaml.string(model, "expr")
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> new Trouble(
                        true, "its query " + Yaml.string(entry, "refId").orElse("") + " is empty"));
        if (VARIABLE.matcher(expr).find()) {
            throw new Trouble(false, "its query uses a variable of Grafana");
        }
        return expr.strip();
    }

    private String expression(MappingNode model) throws Trouble {
        String type = Yaml.string(model, "type").orElse("");
        return switch (type) {
            case "reduce" -> reduced(model);
            case "threshold" -> compared(model);
            case "math" -> calculated(Yaml.string(model, "expression").orElse(""));
            default -> throw new Trouble(false, "it uses an expression of type " + type);
        };
    }

    /** An instant query has one value, whatever reduces it; a range is looked back upon in Grafana's steps. */
    private String reduced(MappingNode model) throws Trouble {
        String ref = reference(model);
        String inner = resolved(ref);
        String reducer = Yaml.string(model, "reducer").orElse("last").toLowerCase(Locale.ROOT);
        MappingNode entry = entry(ref);
        boolean instant = isExpression(entry)
                || Yaml.string(model(entry), "instant").filter("true"::equals).isPresent();
        if (instant || reducer.equals("last")) {
            return inner;
        }
        String function = Optional.ofNullable(REDUCERS.get(reducer))
                .orElseThrow(() -> new Trouble(false, "it reduces by " + reducer));
        String quantile = reducer.equals("median") ? "0.5, " : "";
        return "%s(%s(%s)[%ss:%sms])".formatted(function, quantile, inner, range(entry), step(model(entry)));
    }

    private String compared(MappingNode model) throws Trouble {
        String inner = "(" + resolved(reference(model)) + ")";
        MappingNode condition = Yaml.mappings(model, "conditions").stream()
                .findFirst()
                .orElseThrow(() -> new Trouble(true, "its threshold says nothing to compare with"));
        MappingNode evaluator = Yaml.mapping(condition, "evaluator").orElseGet(Yaml::mapping);
        List<String> limits =
                Yaml.list(evaluator, "params").stream().map(Yaml::scalar).toList();
        String type = Yaml.string(evaluator, "type").orElse("");
        int wanted = type.endsWith("_range") ? 2 : 1;
        if (limits.size() < wanted) {
            throw new Trouble(true, "its threshold says nothing to compare with");
        }
        return switch (type) {
            case "within_range" -> "(%s > %s) < %s".formatted(inner, limits.get(0), limits.get(1));
            case "outside_range" -> "(%s < %s) or (%s > %s)".formatted(inner, limits.get(0), inner, limits.get(1));
            default ->
                inner + " "
                        + Optional.ofNullable(COMPARISONS.get(type))
                                .orElseThrow(() -> new Trouble(false, "it compares by " + type))
                        + " " + limits.get(0);
        };
    }

    /** {@code $A > 0.5 && $B > 1}; what is joined has the same labels in PromQL, as in Grafana unless some are missing. */
    private String calculated(String text) throws Trouble {
        if (text.contains("!") && !text.replace("!=", "").equals(text.replace("!", ""))) {
            throw new Trouble(false, "it negates in a math expression");
        }
        Matcher references = REFERENCE.matcher(text);
        StringBuilder promql = new StringBuilder();
        while (references.find()) {
            String ref = Optional.ofNullable(references.group(1)).orElseGet(() -> references.group(2));
            references.appendReplacement(promql, Matcher.quoteReplacement("(" + resolved(ref) + ")"));
        }
        references.appendTail(promql);
        return promql.toString().replace("&&", "and").replace("||", "or").strip();
    }

    private static String reference(MappingNode model) throws Trouble {
        String written = Yaml.string(model, "expression")
                .orElseThrow(() -> new Trouble(true, "its expression looks at nothing"));
        return written.replaceAll("[${}]", "");
    }

    private static long range(MappingNode entry) {
        MappingNode range = Yaml.mapping(entry, "relativeTimeRange").orElseGet(Yaml::mapping);
        return seconds(range, "from", 600) - seconds(range, "to", 0);
    }

    private static long seconds(MappingNode range, String key, long otherwise) {
        return Yaml.string(range, key)
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Long::parseLong)
                .orElse(otherwise);
    }

    private static String step(MappingNode model) {
        return Yaml.string(model, "intervalMs").orElse("1000");
    }

    private static boolean isExpression(MappingNode entry) {
        return EXPRESSIONS.contains(Yaml.string(entry, "datasourceUid").orElse(""));
    }

    private static MappingNode model(MappingNode entry) {
        return Yaml.mapping(entry, "model").orElseGet(Yaml::mapping);
    }
}
