package io.firedrill.stacks.workspace;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.yaml.snakeyaml.nodes.MappingNode;

/**
 * How often Prometheus scrapes and evaluates in a run, and how long it waits for an answer. How long a target takes to
 * write its page does not follow the time scale, so a timeout is not divided by it: it is what is written, or what
 * Prometheus 3 takes where nothing is, up to the interval of the run, which it must not exceed. Confined.
 */
final class Scraping {
    private static final String INTERVAL = "scrape_interval";
    private static final String TIMEOUT = "scrape_timeout";

    /** Prometheus' own. */
    private static final String DEFAULT_INTERVAL = "1m";

    private static final String DEFAULT_TIMEOUT = "10s";

    private final MappingNode global;
    private final Path file;
    private final TimeScale scale;

    /** As written, which it reads before anything is scaled. */
    private final String interval;

    private final String timeout;

    Scraping(MappingNode root, Path file, TimeScale scale) {
        this.global = Yaml.mapping(root, "global").orElseGet(Yaml::mapping);
        this.file = file;
        this.scale = scale;
        this.interval = interval(root);
        this.timeout = Yaml.string(global, TIMEOUT).orElse(DEFAULT_TIMEOUT);
        Yaml.put(root, "global", global);
    }

    /** The interval of jobs that say nothing else, as written. */
    static String interval(MappingNode root) {
        return Yaml.mapping(root, "global")
                .flatMap(written -> Yaml.string(written, INTERVAL))
                .orElse(DEFAULT_INTERVAL);
    }

    void scaleGlobal() {
        for (String key : List.of(INTERVAL, "evaluation_interval")) {
            if (Yaml.get(global, key).isEmpty() && !scale.isRealTime()) {
                Yaml.put(global, key, Yaml.quoted(DEFAULT_INTERVAL));
            }
            Rewriting.scale(global, file, scale::interval, key);
        }
        Rewriting.scale(global, file, upTo(interval), TIMEOUT);
        Rewriting.scale(global, file, scale::scale, "rule_query_offset");
    }

    void scale(MappingNode job) {
        String every = Yaml.string(job, INTERVAL).orElse(interval);
        if (Yaml.get(job, TIMEOUT).isEmpty() && !scale.isRealTime()) {
            Yaml.put(job, TIMEOUT, Yaml.quoted(timeout));
        }
        Rewriting.scale(job, file, scale::interval, INTERVAL);
        Rewriting.scale(job, file, upTo(every), TIMEOUT);
    }

    /** After the interval has been scaled: one that is no duration is told by its own key. */
    private UnaryOperator<String> upTo(String every) {
        return written -> {
            if (scale.isRealTime()) {
                return written;
            }
            Duration limit = scale.interval(Durations.parse(every));
            return Durations.parse(written).compareTo(limit) > 0 ? Durations.format(limit) : written;
        };
    }
}
