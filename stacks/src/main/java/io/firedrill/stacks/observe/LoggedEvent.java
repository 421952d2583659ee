package io.firedrill.stacks.observe;

import io.firedrill.evidence.alert.AlertEvent;
import io.firedrill.evidence.alert.SilenceRecord.Muting;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One event of one alert in Alertmanager's event log.
 *
 * @param event what happened
 * @param silence the id of the silence that withheld it; empty for everything else
 */
record LoggedEvent(AlertEvent event, String silence) {
    /** What each silence withheld, by its id. */
    static Map<String, List<Muting>> mutings(List<LoggedEvent> events) {
        return events.stream()
                .filter(each -> each.event().kind() == AlertEvent.Kind.SILENCED)
                .collect(Collectors.groupingBy(
                        LoggedEvent::silence,
                        Collectors.mapping(
                                each -> new Muting(
                                        each.event().at(), each.event().labels()),
                                Collectors.toList())));
    }

    static List<AlertEvent> all(List<LoggedEvent> events) {
        return events.stream().map(LoggedEvent::event).toList();
    }
}
