package io.firedrill.reports.drawing;

import io.firedrill.evidence.verdict.Detection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where the detection time of one alert went, over the band that the configuration allows. Thread-safe. */
public final class DetectionBar {
    private static final double WIDTH = 420;

    private DetectionBar() {}

    /**
     * The longest time among some detections, so that their bars can share one scale.
     *
     * @param detections all that are shown together
     * @return the longest of the measured times and budgets
     */
    public static Duration longest(List<Detection> detections) {
        return detections.stream()
                .flatMap(detection ->
                        List.of(detection.budget().worst(), detection.measured().orElse(Duration.ZERO)).stream())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /**
     * Draws one bar.
     *
     * @param detection what was measured
     * @param longest what the full width stands for
     * @return an {@code svg} element of class {@code detection}
     */
    public static String of(Detection detection, Duration longest) {
        TimeAxis axis = new TimeAxis(longest.plus(longest.dividedBy(50)), 1, WIDTH - 1);
        Duration floor = detection.budget().floor();
        Duration worst = detection.budget().worst();
        Svg svg = new Svg(WIDTH, 34, "detection", label(detection));
        svg.line(axis.left(), 22, axis.right(), 22, "base");
        String allowed = "allowed by configuration: " + Times.span(floor) + " to " + Times.span(worst);
        svg.rect(axis.x(floor), 3, axis.width(floor, worst), 28, "band", allowed);
        Optional<Duration> pending = since(detection, detection.pendingAt());
        Optional<Duration> firing = since(detection, detection.firingAt());
        Optional<Duration> delivered = detection.measured();
        pending.ifPresent(to -> hop(svg, axis, Duration.ZERO, to, "hop1", "fault to pending"));
        firing.ifPresent(to -> hop(svg, axis, pending.orElse(Duration.ZERO), to, "hop2", "pending to firing"));
        delivered.ifPresent(to ->
                hop(svg, axis, firing.or(() -> pending).orElse(Duration.ZERO), to, "hop3", "firing to delivered"));
        delivered
                .filter(to -> to.compareTo(worst) > 0)
                .ifPresent(to -> hop(svg, axis, worst, to, "unexplained", "unexplained"));
        svg.line(axis.x(floor), 1, axis.x(floor), 33, "mark");
        svg.line(axis.x(worst), 1, axis.x(worst), 33, "mark");
        return svg.finish();
    }

    private static Optional<Duration> since(Detection detection, Optional<Duration> at) {
        return at.map(offset -> offset.minus(detection.faultAt()));
    }

    private static void hop(Svg svg, TimeAxis axis, Duration from, Duration to, String css, String what) {
        if (to.compareTo(from) > 0) {
            svg.rect(axis.x(from), 9, axis.width(from, to), 16, css, what + ": " + Times.span(to.minus(from)));
        }
    }

    private static String label(Detection detection) {
        String allowed = "; allowed " + Times.span(detection.budget().floor()) + " to "
                + Times.span(detection.budget().worst());
        return detection
                        .measured()
                        .map(Times::span)
                        .map(time -> "delivered after " + time)
                        .orElse("never delivered")
                + allowed;
    }
}
