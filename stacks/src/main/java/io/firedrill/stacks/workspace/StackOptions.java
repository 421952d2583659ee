package io.firedrill.stacks.workspace;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How the stack of a workspace is to be run. Immutable.
 *
 * @param mode {@code auto}, {@code containers}, {@code native} or {@code remote}
 * @param timeScale how many times faster than written the intervals run
 * @param ports pinned ports, by component; every other port is a free one
 * @param binaries configured executables, by tool, e.g. {@code prometheus}, {@code promtool}
 * @param images container images that replace the defaults, by tool, e.g. {@code prometheus}, {@code otelcol}
 * @param imagePrefix put before every default image, in place of its registry, e.g. {@code registry.example.com/mirror/}
 * @param asOf the instant that Alertmanager's time intervals are held at; empty if they follow the clock
 * @param alertmanagers how many of the workspace's Alertmanagers are launched; empty for all
 * @param grafana whether a Grafana is launched beside it, to look at
 * @param history how far back Prometheus takes samples that a drill seeds, at the pace of the run; zero for not at all
 */
public record StackOptions(
        String mode,
        TimeScale timeScale,
        Map<String, Integer> ports,
        Map<String, Path> binaries,
        Map<String, String> images,
        Optional<String> imagePrefix,
        Optional<Instant> asOf,
        Optional<Integer> alertmanagers,
        boolean grafana,
        Duration history) {
    /** Copies the maps. */
    public StackOptions {
        ports = Map.copyOf(ports);
        binaries = Map.copyOf(binaries);
        images = Map.copyOf(images);
    }

    StackOptions(
            String mode,
            TimeScale timeScale,
            Map<String, Integer> ports,
            Map<String, Path> binaries,
            Map<String, String> images,
            Optional<String> imagePrefix) {
        this(
                mode,
                timeScale,
                ports,
                binaries,
                images,
                imagePrefix,
                Optional.empty(),
                Optional.empty(),
                false,
                Duration.ZERO);
    }

    StackOptions at(Optional<Instant> instant) {
        return new StackOptions(
                mode, timeScale, ports, binaries, images, imagePrefix, instant, alertmanagers, grafana, history);
    }

    StackOptions takingHistory(Duration past) {
        return new StackOptions(
                mode, timeScale, ports, binaries, images, imagePrefix, asOf, alertmanagers, grafana, past);
    }

    StackOptions launching(Optional<Integer> count) {
        return new StackOptions(mode, timeScale, ports, binaries, images, imagePrefix, asOf, count, grafana, history);
    }
}
