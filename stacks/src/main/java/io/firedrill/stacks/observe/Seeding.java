package io.firedrill.stacks.observe;

import io.firedrill.evidence.SeededSeries;
import io.firedrill.evidence.Source;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.observe.PrometheusClient.Sample;
import io.firedrill.stacks.observe.PrometheusClient.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Writes {@link History} into a Prometheus that takes samples of the past ({@code --web.enable-remote-write-receiver}, and
 * an {@code out_of_order_time_window} of at least the history). Confined.
 */
final class Seeding {
    private final PrometheusClient prometheus;

    Seeding(PrometheusClient prometheus) {
        this.prometheus = prometheus;
    }

    /** One series, as it was written. */
    record Written(Series series, double perSecond, Source source) {
        SeededSeries at(Instant zero) {
            List<Sample> samples = series.samples();
            return new SeededSeries(
                    series.labels(),
                    Duration.between(zero, samples.get(0).at()),
                    Duration.between(zero, samples.get(samples.size() - 1).at()),
                    samples.size(),
                    perSecond,
                    source);
        }
    }

    List<Written> write(History history, Instant now) {
        List<Series> scraped = prometheus.samples(history.selector(), now.minus(history.since()), now);
        if (scraped.isEmpty()) {
            throw new StackException("history cannot be seeded: Prometheus has no series " + history.selector()
                    + " that it could join. Correct the selector, or add what is scraped to the drill's needs(...).");
        }
        List<Series> past = scraped.stream()
                .map(series -> past(series, history, now))
                .filter(series -> !series.samples().isEmpty())
                .toList();
        Source source = prometheus.write(past);
        return past.stream()
                .map(series -> new Written(series, history.perSecond(), source))
                .toList();
    }

    /** What leads up to the first sample that was scraped. */
    static Series past(Series scraped, History history, Instant now) {
        Sample joined = scraped.samples().get(0);
        Instant begin = now.minus(history.since());
        List<Sample> samples = new ArrayList<>();
        for (Instant at = joined.at().minus(history.step()); !at.isBefore(begin); at = at.minus(history.step())) {
            samples.add(new Sample(at, history.value(joined.value(), Duration.between(at, joined.at()))));
        }
        Collections.reverse(samples);
        return new Series(scraped.labels(), samples);
    }
}
