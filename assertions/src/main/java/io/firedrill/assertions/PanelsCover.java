package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.PrometheusName;
import io.firedrill.evidence.metric.MetricEvidence;
import io.firedrill.evidence.metric.PanelReading;
import io.firedrill.evidence.metric.RecordedRule;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** D03: whether a panel asks for a signal; whether it then draws anything is D01's. */
record PanelsCover(String what, Map<String, String> signals) implements Promise {
    private static final Pattern WRITTEN = Pattern.compile("([A-Za-z_:][\\w:]*)(?:\\{(\\w+)})?");

    PanelsCover {
        signals = new TreeMap<>(signals);
        signals.forEach((signal, metric) -> {
            if (!WRITTEN.matcher(metric).matches()) {
                throw new IllegalArgumentException("signal '" + signal
                        + "' is the name of a metric, with that of a label in braces if one makes it a signal, but was "
                        + metric);
            }
        });
    }

    @Override
    public String id() {
        return "D03-" + Words.id(Words.lower(what));
    }

    @Override
    public Check check() {
        return Check.D03;
    }

    @Override
    public String subject() {
        return what;
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Expectation expected = new Expectation("a panel for each of %s".formatted(Words.list(signals.keySet())));
        return Panels.unread(evidence).map(expected::unclear).orElseGet(() -> judged(evidence.metrics(), expected));
    }

    private Verdict judged(MetricEvidence metrics, Expectation expected) {
        List<String> shown = new ArrayList<>();
        List<String> left = new ArrayList<>();
        signals.forEach((signal, metric) -> panel(metrics, metric)
                .ifPresentOrElse(
                        panel -> shown.add("%s in \"%s\"".formatted(signal, panel.panel())), () -> left.add(signal)));
        if (left.isEmpty()) {
            return expected.kept(String.join(", ", shown), List.of("/metrics/panels"));
        }
        String none = "no panel asks for " + Words.list(left);
        return metrics.asked()
                ? expected.broken(none, "add one that asks for " + wanted(left), List.of("/metrics/panels"))
                : expected.unclear(
                        none + ", unless by a recording rule, and rules were not read",
                        "call metrics() on the drill",
                        List.of("/metrics/panels"));
    }

    private String wanted(List<String> left) {
        return left.stream().map(signals::get).distinct().collect(Collectors.joining(", "));
    }

    private static Optional<PanelReading> panel(MetricEvidence metrics, String metric) {
        return metrics.panels().stream()
                .filter(panel -> asked(panel.drawn().query(), metrics.recordings()).stream()
                        .anyMatch(query -> asks(query, metric)))
                .findFirst();
    }

    /** A query, and what makes what it asks for, as far back as recording rules go. */
    private static Set<String> asked(String query, List<RecordedRule> rules) {
        Set<String> queries = new LinkedHashSet<>(Set.of(query));
        List<String> open = new ArrayList<>(queries);
        while (!open.isEmpty()) {
            String next = open.remove(0);
            rules.stream()
                    .filter(rule -> PrometheusName.isIn(rule.name(), next))
                    .map(RecordedRule::query)
                    .filter(queries::add)
                    .forEach(open::add);
        }
        return queries;
    }

    private static boolean asks(String query, String metric) {
        var written = WRITTEN.matcher(metric);
        return written.matches()
                && PrometheusName.isIn(written.group(1), query)
                && (written.group(2) == null || PrometheusName.isIn(written.group(2), query));
    }
}
