package io.firedrill.stacks.observe;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.metric.RecordedRule;
import io.firedrill.evidence.metric.RecordedRule.Comparison;
import io.firedrill.stacks.observe.LoadedRules.LoadedRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A rule that is evaluated 30 ms after each tenth of a second, and counts them. */
class RecordingReaderTest {
    private static final Instant ZERO = Instant.ofEpochSecond(1000);
    private static final Instant END = ZERO.plusMillis(1000);
    private static final LoadedRule RULE = rule(Map.of("team", "a"));

    private final FakeApi api = new FakeApi();

    @AfterEach
    void stop() {
        api.close();
    }

    private static LoadedRule rule(Map<String, String> labels) {
        return rule("sum(x)", labels);
    }

    private static LoadedRule rule(String query, Map<String, String> labels) {
        return new LoadedRule(
                "r", "g", "f", true, query, labels, ofMillis(100), "", new PromqlTree(List.of(), List.of()));
    }

    private static String values(int from) {
        return IntStream.range(from, 10)
                .mapToObj(i -> "[1000.%d30,\"%d\"]".formatted(i, i))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private List<RecordedRule> read(Duration scrapes, LoadedRule... rules) {
        PrometheusClient prometheus = new PrometheusClient(api.base());
        return new RecordingReader(
                        prometheus, new Selections(prometheus, ZERO, END), List.of(rules), scrapes, ZERO, END)
                .read();
    }

    private void answer(String recorded, String defined) {
        api.get("/api/v1/query", FakeApi.success("{\"resultType\":\"matrix\",\"result\":[" + recorded + "]}"))
                .get(
                        "/api/v1/query_range",
                        FakeApi.success("{\"resultType\":\"matrix\",\"result\":[" + defined + "]}"));
    }

    private static String series(String labels, String values) {
        return "{\"metric\":{" + labels + "},\"values\":" + values + "}";
    }

    @Test
    void recorded_values_are_set_beside_the_definition_at_the_rules_own_instants() {
        answer(series("\"__name__\":\"r\",\"team\":\"a\"", values(0)), series("", values(0)));

        RecordedRule read = read(ofMillis(100), RULE).get(0);

        assertThat(api.requests())
                .extracting(request -> request.getUrl().toString())
                .anyMatch(url -> url.endsWith("query=sum%28x%29&start=1000.030&end=1001.000&step=0.100"));
        assertThat(read.comparisons())
                .hasSize(5)
                .first()
                .isEqualTo(new Comparison(
                        Map.of("team", "a"),
                        ofMillis(330),
                        Optional.of(3.0),
                        Optional.of(3.0),
                        List.of(0.0, 1.0, 2.0, 3.0, 4.0)));
    }

    @Test
    void what_the_definition_gives_without_the_last_scrape_is_set_beside_it() {
        answer(series("\"__name__\":\"r\"", values(0)), series("", values(0)));
        api.on(
                "GET /api/v1/query_range",
                request -> FakeApi.response(
                        200,
                        FakeApi.success("{\"resultType\":\"matrix\",\"result\":["
                                + series(
                                        "",
                                        values(0)
                                                .replace(
                                                        "\"3\"",
                                                        String.valueOf(request.getUrl()
                                                                                .queryParameter("query"))
                                                                        .contains("[900ms] offset 100ms")
                                                                ? "\"77\""
                                                                : "\"3\""))
                                + "]}")));

        assertThat(read(ofMillis(100), rule("sum(rate(x[1s]))", Map.of()))
                        .get(0)
                        .comparisons())
                .first()
                .satisfies(each -> assertThat(each.defined()).contains(3.0))
                .satisfies(each -> assertThat(each.late()).contains(77.0));
    }

    @Test
    void steps_are_no_longer_than_between_scrapes() {
        answer(series("\"__name__\":\"r\",\"team\":\"a\"", values(0)), series("", values(0)));

        read(ofMillis(40), RULE);

        assertThat(api.requests())
                .extracting(request -> request.getUrl().toString())
                .anyMatch(url -> url.endsWith("&step=0.025"));
    }

    @Test
    void series_that_is_not_recorded_is_compared_with_nothing() {
        answer("", series("", "[[1000,\"1\"],[1000.1,\"1\"],[1000.2,\"1\"],[1000.3,\"1\"],[1000.4,\"1\"]]"));

        assertThat(read(ofMillis(100), RULE).get(0).comparisons())
                .first()
                .satisfies(each -> assertThat(each.recorded()).isEmpty())
                .satisfies(each -> assertThat(each.around()).hasSize(5));
    }

    /** Each rule of a name answers for the series that it defines. */
    @Test
    void series_of_another_rule_of_the_name_are_left_to_that_one() {
        answer(series("\"__name__\":\"r\",\"job\":\"b\"", values(0)), "");

        assertThat(read(ofMillis(100), rule(Map.of())).get(0).comparisons()).isNotEmpty();
        assertThat(read(ofMillis(100), rule(Map.of()), rule(Map.of())))
                .allSatisfy(each -> assertThat(each.comparisons()).isEmpty());
    }
}
