package io.firedrill.stacks.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.firedrill.evidence.AsOf;
import io.firedrill.stacks.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cases are those of Alertmanager's own {@code timeinterval_test.go}, and the edges of each field. */
class TimeIntervalsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                               | 2026-03-07T02:00:00Z | true",
                "{times: []}                                                      | 2026-03-07T02:00:00Z | false",
                "{times: [{start_time: '09:00', end_time: '17:00'}]}              | 2026-03-07T09:00:00Z | true",
                "{times: [{start_time: '09:00', end_time: '17:00'}]}              | 2026-03-07T16:59:59Z | true",
                "{times: [{start_time: '09:00', end_time: '17:00'}]}              | 2026-03-07T17:00:00Z | false",
                "{times: [{start_time: '00:00', end_time: '24:00'}]}              | 2026-03-07T23:59:59Z | true",
                "{weekdays: ['monday:friday']}                                    | 2026-03-06T12:00:00Z | true",
                "{weekdays: ['monday:friday']}                                    | 2026-03-07T12:00:00Z | false",
                "{weekdays: [Saturday, sunday]}                                   | 2026-03-08T12:00:00Z | true",
                "{weekdays: ['sunday:saturday']}                                  | 2026-03-08T12:00:00Z | true",
                "{days_of_month: ['1:5', '-3:-1']}                                | 2026-02-26T12:00:00Z | true",
                "{days_of_month: ['1:5', '-3:-1']}                                | 2026-02-25T12:00:00Z | false",
                "{days_of_month: ['31']}                                          | 2026-02-28T12:00:00Z | false",
                "{days_of_month: ['25:31']}                                       | 2026-02-28T12:00:00Z | true",
                "{days_of_month: ['-31:-1']}                                      | 2026-02-01T12:00:00Z | true",
                "{months: ['may:august', december]}                               | 2026-12-24T12:00:00Z | true",
                "{months: ['5:8']}                                                | 2026-09-01T00:00:00Z | false",
                "{years: ['2025:2026']}                                           | 2026-09-01T00:00:00Z | true",
                "{years: [2027]}                                                  | 2026-09-01T00:00:00Z | false",
                "{times: [{start_time: '09:00', end_time: '17:00'}], location: Europe/Berlin} | 2026-07-01T07:00:00Z | true",
                "{times: [{start_time: '09:00', end_time: '17:00'}], location: Europe/Berlin} | 2026-01-01T07:30:00Z | false",
                "{weekdays: [sunday], location: Australia/Sydney}                 | 2026-03-07T14:00:00Z | true",
                "{weekdays: [monday], times: [{start_time: '09:00', end_time: '17:00'}]} | 2026-03-10T12:00:00Z | false",
            })
    void interval_holds_as_alertmanager_would_say(String interval, Instant instant, boolean holds) throws IOException {
        AsOf asOf = config("time_intervals:\n- {name: x, time_intervals: [" + interval + "]}\n")
                .at(instant)
                .asOf()
                .orElseThrow();

        assertThat(asOf.within()).isEqualTo(holds ? List.of("x") : List.of());
        assertThat(asOf.outside()).isEqualTo(holds ? List.of() : List.of("x"));
    }

    @Test
    void interval_without_elements_never_holds_and_one_of_several_is_enough() throws IOException {
        AsOf asOf = config("""
                        time_intervals:
                        - {name: empty, time_intervals: []}
                        mute_time_intervals:
                        - {name: old, time_intervals: [{weekdays: [monday]}, {weekdays: [saturday]}]}
                        """).at(Instant.parse("2026-03-07T02:00:00Z")).asOf().orElseThrow();

        assertThat(asOf).hasToString("2026-03-07T02:00:00Z (within: old; outside of: empty)");
    }

    @Test
    void copy_for_a_run_holds_always_or_never() throws IOException {
        AlertmanagerConfig config = config("""
                route: {receiver: default}
                time_intervals:
                - name: weekends
                  time_intervals: [{weekdays: ['saturday', 'sunday'], location: Europe/Berlin}]
                - name: mondays
                  time_intervals: [{weekdays: ['monday']}]
                """);

        JsonNode copy = copy(config.at(Instant.parse("2026-03-07T02:00:00Z")));
        assertThat(copy.at("/time_intervals/0/time_intervals").toString())
                .isEqualTo("[{\"weekdays\":[\"sunday:saturday\"]}]");
        assertThat(copy.at("/time_intervals/1/time_intervals").toString()).isEqualTo("[{\"years\":[\"1970\"]}]");
        assertThat(copy(config).at("/time_intervals/1/time_intervals").toString())
                .as("without an instant nothing is rewritten")
                .isEqualTo("[{\"weekdays\":[\"monday\"]}]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{weekdays: [mon]}        | expected a range such as monday:friday, 1:15 or may:august, but found 'mon'",
                "{days_of_month: ['1:x']} | expected a range such as monday:friday, 1:15 or may:august, but found '1:x'",
                "{times: [{start_time: '9:00', end_time: '17:00'}]} | expected start_time as HH:MM, but found '9:00'",
                "{times: ['09:00']}       | expected start_time and end_time, but found '09:00'",
                "{location: Berlin}       | expected a location such as Europe/Berlin, but found 'Berlin'",
            })
    void mistake_is_one_line_with_its_place(String interval, String problem) throws IOException {
        AlertmanagerConfig config = config("time_intervals:\n- {name: x, time_intervals: [" + interval + "]}\n");

        assertThatThrownBy(() -> config.at(Instant.parse("2026-03-07T02:00:00Z")))
                .isInstanceOf(StackException.class)
                .hasMessage(folder.resolve("alertmanager.yml") + ":2: time interval: " + problem);
    }

    private AlertmanagerConfig config(String text) throws IOException {
        return AlertmanagerConfig.read(Files.writeString(folder.resolve("alertmanager.yml"), text));
    }

    private static JsonNode copy(AlertmanagerConfig config) throws IOException {
        return new YAMLMapper().readTree(config.rewritten(TimeScale.REAL_TIME, Targets.INBOX, "/run/events.jsonl"));
    }
}
