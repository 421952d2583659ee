package io.firedrill.scenarios.chain;

import io.firedrill.scenarios.chain.Member.Recorded;
import io.firedrill.stacks.observe.PrometheusClient;
import io.firedrill.stacks.observe.PrometheusClient.Series;
import io.firedrill.stacks.observe.SeriesAccess;
import io.firedrill.stacks.promql.Matcher;
import io.firedrill.stacks.promql.PromqlText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What came before a chain is watched, written into Prometheus; what rules would have recorded of it is asked of Prometheus itself. Confined. */
final class History {
    private static final int MOST_SAMPLES = 50_000;

    private final SeriesAccess prometheus;
    private final Duration tick;
    private final List<Series> pending = new ArrayList<>();
    private int samples;

    History(PrometheusClient prometheus, Duration tick) {
        this.prometheus = new SeriesAccess(prometheus);
        this.tick = tick;
    }

    /** {@code zero}: the first instant that is scraped. */
    void write(List<Member> members, long zero) {
        for (Member member : members) {
            member.performance().history(zero).forEach(this::add);
        }
        flush();
        int deepest =
                members.stream().mapToInt(each -> each.records().size()).max().orElse(0);
        for (int i = 0; i < deepest; i++) {
            for (Member member : members) {
                if (i < member.records().size()) {
                    recorded(member, member.records().get(i), zero).forEach(this::add);
                }
            }
            flush();
        }
    }

    private List<Series> recorded(Member member, Recorded recorded, long zero) {
        long lead = member.performance().lead();
        if (lead == 0) {
            return List.of();
        }
        return prometheus
                .range(
                        PromqlText.of(recorded.expr()),
                        Instant.ofEpochMilli(zero - lead * tick.toMillis()),
                        Instant.ofEpochMilli(zero - tick.toMillis()),
                        tick)
                .stream()
                .map(series -> new Series(labels(member, recorded, series.labels()), series.samples()))
                .toList();
    }

    private static Map<String, String> labels(Member member, Recorded recorded, Map<String, String> of) {
        Map<String, String> all = new HashMap<>(of);
        all.putAll(recorded.rule().labels());
        all.put(Matcher.NAME, member.compression().prefix() + recorded.rule().name());
        all.values().removeIf(String::isEmpty);
        return all;
    }

    private void add(Series series) {
        pending.add(series);
        samples += series.samples().size();
        if (samples > MOST_SAMPLES) {
            flush();
        }
    }

    private void flush() {
        if (!pending.isEmpty()) {
            prometheus.write(List.copyOf(pending));
        }
        pending.clear();
        samples = 0;
    }
}
