package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.SOURCE;
import static io.firedrill.assertions.Fixture.s;
import static io.firedrill.assertions.Fixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.Disclosures;
import io.firedrill.evidence.Disclosures.Finding;
import io.firedrill.evidence.Disclosures.Kind;
import io.firedrill.evidence.Level;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.traffic.FaultRecord;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LlmTelemetryTest {
    private static final Promise FIRST = LlmPromises.firstTokenIsTrue("sum", "count", Duration.ofMillis(50));
    private static final Promise LIMITS = LlmPromises.limitsAreTold(
            List.of("left"), new Refusals("quota", "broke", 1), new Refusals("rate", "busy", 3));
    private static final Promise PRIVATE = LlmPromises.contentIsPrivate(Set.of("gen_ai.input.messages"));

    @Test
    void first_token_is_kept_up_to_what_lies_between() {
        assertThat(text(FIRST, streams(20, 6)))
                .isEqualTo("kept: expected to tell the first token of 20 streams after 300ms on average, or up to 50ms"
                        + " sooner, but told 300ms on average []");
        assertThat(text(FIRST, streams(20, 5))).startsWith("kept").contains("told 250ms");
        assertThat(text(FIRST, streams(20, 4.98))).startsWith("broken").contains("told 249ms");
    }

    @Test
    void first_token_is_broken_when_it_is_told_later_than_the_client_saw_it() {
        assertThat(text(FIRST, streams(20, 10))).startsWith("broken").contains("told 500ms on average");
    }

    @Test
    void first_token_is_broken_when_it_is_not_told_of_each_stream() {
        assertThat(text(FIRST, streams(19, 5.7))).startsWith("broken").contains("told it of 19");
        assertThat(text(FIRST, streams(21, 6.3))).startsWith("broken").contains("told it of 21");
    }

    @Test
    void first_token_is_unclear_without_streams_or_readings() {
        assertThat(text(
                        FIRST,
                        Answers.streams(new Fixture(), 9, 300)
                                .counter("sum", 0, 1, 1, 1)
                                .counter("count", 0, 9, 1, 1)))
                .contains("inconclusive", "only of 9 streams the client saw a first token");
        assertThat(text(FIRST, Answers.streams(new Fixture(), 20, 300)))
                .contains("inconclusive", "read no counter \"sum\"");
        assertThat(text(FIRST, streams(20, 6).gap(Witness.PROMETHEUS))).contains("inconclusive", "was deaf");
    }

    private static Fixture streams(double counted, double seconds) {
        return Answers.streams(new Fixture(), 20, 300)
                .counter("sum", 1, 1 + seconds, 1, 1)
                .counter("count", 2, 2 + counted, 1, 1);
    }

    @Test
    void limits_are_kept_when_they_move_and_both_kinds_are_counted() {
        assertThat(text(LIMITS, limits(100, 250, 9, 0)))
                .startsWith("kept")
                .contains("\"left\" moved between 0 and 9, \"quota\" counted 100 and \"rate\" counted 250");
    }

    @Test
    void limits_are_broken_when_kinds_are_lumped_or_quotas_tried_again() {
        assertThat(text(LIMITS, limits(0, 350, 9, 0)))
                .startsWith("broken")
                .contains("\"quota\" counted 0, where 100 came; \"rate\" counted 350, where 100 to 300 came");
        assertThat(text(LIMITS, limits(300, 300, 9, 0))).startsWith("broken").contains("\"quota\" counted 300");
    }

    @Test
    void limits_are_broken_when_what_remains_stands_still_or_is_not_there() {
        assertThat(text(LIMITS, limits(100, 100, 9, 9))).startsWith("broken").contains("\"left\" stood still at 9");
        assertThat(text(LIMITS, limits(100, 100))).startsWith("broken").contains("\"left\" is not in Prometheus");
    }

    @Test
    void limits_are_broken_when_a_kind_is_not_there_and_unclear_when_it_was_reset() {
        Fixture gone = limits(100, 100, 9, 0);
        gone.counters.remove(0);
        gone.counter("quota", 0, 0, 0, 0);

        assertThat(text(LIMITS, gone)).startsWith("broken").contains("\"quota\" is not in Prometheus");
        assertThat(text(LIMITS, limits(-1, 100, 9, 0))).contains("inconclusive", "reset");
    }

    @Test
    void limits_are_unclear_when_nothing_was_refused() {
        Fixture quiet = Fixture.healthy().requests(10, 40, 20, 200);
        quiet.faults.addAll(limits(1, 1).faults);

        assertThat(text(LIMITS, quiet)).contains("inconclusive", "did not bite");
        assertThat(text(LIMITS, Fixture.healthy())).contains("inconclusive", "injected no fault \"broke\"");
    }

    private static Fixture limits(double quota, double rate, double... left) {
        Fixture fixture = Fixture.healthy()
                .requests(10, 20, 20, 429)
                .requests(20.1, 30, 20, 200)
                .requests(30, 40, 20, 429);
        fixture.faults.add(refusal("broke", "quota", 10, 20));
        fixture.faults.add(refusal("busy", "rate-limit", 30, 40));
        fixture.counter("quota", 1, 1 + quota, 1, 1).counter("rate", 5, 5 + rate, 1, 1);
        List<Level.Point> points = Arrays.stream(left)
                .mapToObj(value -> new Level.Point(s(1), value))
                .toList();
        fixture.levels.add(new Level(
                "left", "left", points.isEmpty() ? List.of() : List.of(new Level.Course(Map.of(), points)), SOURCE));
        return fixture;
    }

    private static FaultRecord refusal(String name, String kind, double from, double to) {
        return new FaultRecord(
                name, kind, "inference->provider", "429", Optional.empty(), s(from), s(to), s(to), SOURCE);
    }

    @Test
    void telemetry_is_kept_when_it_was_searched_and_nothing_was_found() {
        assertThat(text(PRIVATE, searched(10, 5, 2, 1)))
                .isEqualTo("kept: expected to hold no prompt, no answer and no secret (content may be in"
                        + " gen_ai.input.messages), but none was in 10 spans and 5 label sets, searched for 2 secrets and 1"
                        + " text []");
    }

    @Test
    void telemetry_is_broken_by_content_where_it_is_not_allowed() {
        assertThat(text(PRIVATE, searched(10, 5, 2, 1, finding(Kind.CONTENT, "db.query.text"))))
                .startsWith("broken")
                .contains("a prompt or an answer in db.query.text of span \"chat\" of inference (7 times)");
        assertThat(text(PRIVATE, searched(10, 5, 2, 1, finding(Kind.CONTENT, "gen_ai.input.messages"))))
                .startsWith("kept");
    }

    @Test
    void telemetry_is_broken_by_a_secret_wherever_it_is() {
        assertThat(text(PRIVATE, searched(10, 5, 2, 1, finding(Kind.SECRET, "gen_ai.input.messages"))))
                .startsWith("broken")
                .contains("a secret in gen_ai.input.messages");
    }

    @Test
    void telemetry_is_unclear_when_nothing_was_searched_or_searched_for() {
        assertThat(text(PRIVATE, Fixture.healthy())).contains("inconclusive", "nobody searched it");
        assertThat(text(PRIVATE, searched(0, 5, 2, 1))).contains("inconclusive", "no span to search");
        assertThat(text(PRIVATE, searched(10, 0, 2, 1))).contains("inconclusive", "no series to search");
        assertThat(text(PRIVATE, searched(10, 5, 0, 1))).contains("inconclusive", "no secret to search for");
        assertThat(text(PRIVATE, searched(10, 5, 2, 0))).contains("inconclusive", "no text to search for");
        assertThat(text(PRIVATE, searched(10, 5, 2, 1).gap(Witness.TRACES))).contains("inconclusive", "was deaf");
    }

    private static Fixture searched(int spans, int series, int secrets, int texts, Finding... findings) {
        Fixture fixture = Fixture.healthy();
        fixture.disclosures = Optional.of(new Disclosures(spans, series, secrets, texts, List.of(findings)));
        return fixture;
    }

    private static Finding finding(Kind kind, String attribute) {
        return new Finding(kind, "span", "inference", "chat", attribute, 7, "trace0001");
    }
}
