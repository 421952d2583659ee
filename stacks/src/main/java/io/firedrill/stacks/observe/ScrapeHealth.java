package io.firedrill.stacks.observe;

import io.firedrill.evidence.Source;
import io.firedrill.evidence.TargetHealth;
import io.firedrill.stacks.observe.PrometheusClient.Sample;
import io.firedrill.stacks.observe.PrometheusClient.Series;
import io.firedrill.stacks.observe.PrometheusClient.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Folds raw {@code up} samples into how well each target was scraped. */
final class ScrapeHealth {
    private final Instant from;
    private final Instant to;

    ScrapeHealth(Instant from, Instant to) {
        this.from = from;
        this.to = to;
    }

    /** In order of job and instance; an active target without a single sample is one long gap. */
    List<TargetHealth> fold(List<Series> up, List<Target> active, Source source) {
        List<TargetHealth> health = new ArrayList<>();
        for (Series series : up) {
            health.add(health(series, source));
        }
        for (Target target : active) {
            boolean seen = health.stream().anyMatch(each -> isOf(each, target));
            if (!seen) {
                health.add(new TargetHealth(target.job(), target.instance(), 0, 0, Duration.between(from, to), source));
            }
        }
        health.sort(Comparator.comparing(TargetHealth::job).thenComparing(TargetHealth::instance));
        return List.copyOf(health);
    }

    private TargetHealth health(Series series, Source source) {
        int samples = 0;
        int failed = 0;
        Instant last = from;
        Duration longest = Duration.ZERO;
        for (Sample sample : series.samples()) {
            if (sample.at().isBefore(from) || sample.at().isAfter(to)) {
                continue;
            }
            samples++;
            if (sample.value() == 0) {
                failed++;
                continue;
            }
            longest = longer(longest, Duration.between(last, sample.at()));
            last = sample.at();
        }
        return new TargetHealth(
                series.labels().getOrDefault("job", ""),
                series.labels().getOrDefault("instance", ""),
                samples,
                failed,
                longer(longest, Duration.between(last, to)),
                source);
    }

    private static boolean isOf(TargetHealth health, Target target) {
        return health.job().equals(target.job()) && health.instance().equals(target.instance());
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
