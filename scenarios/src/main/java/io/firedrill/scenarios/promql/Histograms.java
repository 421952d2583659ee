package io.firedrill.scenarios.promql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** {@code histogram_quantile} of classic histograms. Stateless. */
public final class Histograms {
    /** The label that holds the upper bound of a bucket. */
    public static final String BOUND = "le";

    private Histograms() {}

    static Value quantile(double which, List<Element> buckets) {
        Map<Labels, NavigableMap<Double, Double>> histograms = new LinkedHashMap<>();
        Map<Labels, Double> margins = new LinkedHashMap<>();
        for (Element each : buckets) {
            String bound = each.labels().get(BOUND);
            if (!bound.isEmpty() && each.isThere()) {
                Labels labels = each.labels().nameless().with(BOUND, "");
                histograms.computeIfAbsent(labels, key -> new TreeMap<>()).put(number(bound), each.value());
                margins.merge(labels, each.margin(), Math::min);
            }
        }
        List<Element> all = new ArrayList<>();
        histograms.forEach((labels, histogram) ->
                all.add(new Element(labels, quantile(which, histogram), margins.getOrDefault(labels, 1.0))));
        return new Value.Vector(all);
    }

    private static double number(String bound) {
        return bound.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(bound);
    }

    private static double quantile(double which, NavigableMap<Double, Double> histogram) {
        if (histogram.size() < 2 || !Double.isInfinite(histogram.lastKey())) {
            return Double.NaN;
        }
        double total = histogram.lastEntry().getValue();
        if (total == 0 || Double.isNaN(total)) {
            return Double.NaN;
        }
        double rank = which * total;
        double lower = 0;
        double below = 0;
        for (Map.Entry<Double, Double> bucket : histogram.entrySet()) {
            if (bucket.getValue() >= rank) {
                double upper = bucket.getKey();
                double share = (rank - below) / (bucket.getValue() - below);
                return Double.isInfinite(upper) ? lower : lower + (upper - lower) * share;
            }
            lower = bucket.getKey();
            below = bucket.getValue();
        }
        return lower;
    }
}
