package io.firedrill.evidence.metric;

import io.firedrill.evidence.Gap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The state of the metrics themselves during a drill. Immutable.
 *
 * @param asked whether the drill asked for it; if not, only histograms can be there
 * @param targets the active scrape targets at the end
 * @param histograms how far the buckets of promised histograms moved
 * @param series how many series there were before and during the drill; empty if they could not be counted
 * @param recordings what recording rules recorded, beside what they define
 * @param windows the range windows of all rules, and who feeds them
 * @param panels what the panels of dashboards drew; none without dashboards
 * @param gaps what of it could not be read; promises about alerts do not lean on it
 */
public record MetricEvidence(
        boolean asked,
        List<ScrapeTarget> targets,
        List<Histogram> histograms,
        Optional<SeriesCount> series,
        List<RecordedRule> recordings,
        List<RangeWindow> windows,
        List<PanelReading> panels,
        List<Gap> gaps) {
    /** For a drill that asks for nothing of it. */
    public static final MetricEvidence NONE = new MetricEvidence(
            false, List.of(), List.of(), Optional.empty(), List.of(), List.of(), List.of(), List.of());

    /** Copies the lists. */
    public MetricEvidence {
        targets = List.copyOf(targets);
        histograms = List.copyOf(histograms);
        recordings = List.copyOf(recordings);
        windows = List.copyOf(windows);
        panels = List.copyOf(panels);
        gaps = List.copyOf(gaps);
    }

    /**
     * The same, with histograms.
     *
     * @param moved how far their buckets moved
     * @return a new one
     */
    public MetricEvidence with(List<Histogram> moved) {
        return new MetricEvidence(asked, targets, moved, series, recordings, windows, panels, gaps);
    }

    /**
     * The same, with dashboards.
     *
     * @param drawn what their panels drew
     * @param unread what of it could not be read
     * @return a new one
     */
    public MetricEvidence with(List<PanelReading> drawn, List<Gap> unread) {
        List<Gap> all = new ArrayList<>(gaps);
        all.addAll(unread);
        return new MetricEvidence(asked, targets, histograms, series, recordings, windows, drawn, all);
    }
}
