package io.firedrill.stacks.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.stacks.workspace.TrafficLimits;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BudgetGuardTest {
    private final FakeApi api = new FakeApi();
    private final SettableClock clock = new SettableClock(Instant.EPOCH.plusSeconds(1_000));
    private final BudgetGuard guard =
            new BudgetGuard(new PrometheusClient(api.base()), new TrafficLimits(5, "errors:ratio", 0.01), clock);

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void traffic_may_flow_while_the_budget_is_not_spent() {
        reads("0.01");

        assertThat(guard.forbids()).isEmpty();
        assertThat(guard.stops()).isEmpty();
    }

    @Test
    void spent_budget_forbids_traffic_and_stops_it() {
        reads("0.011");

        String told = "the guard of the error budget reads 0.011, and must not be above 0.01: errors:ratio";
        assertThat(guard.forbids()).contains(told);
        assertThat(guard.stops()).contains(told);
    }

    @Test
    void infinitely_spent_budget_is_spent() {
        reads("+Inf");

        assertThat(guard.forbids()).isPresent();
    }

    @Test
    void idle_system_may_be_sent_traffic_but_not_for_long_without_a_number() {
        reads("NaN");

        assertThat(guard.forbids()).isEmpty();
        clock.pass(Duration.ofSeconds(179));
        assertThat(guard.stops()).isEmpty();
        clock.pass(Duration.ofSeconds(1));
        assertThat(guard.stops())
                .contains("the guard of the error budget has seen nothing for 180 s: errors:ratio gives no number");
    }

    @Test
    void number_that_comes_back_begins_the_time_anew() {
        reads("NaN");
        guard.forbids();
        clock.pass(Duration.ofSeconds(170));
        reads("0");
        assertThat(guard.stops()).isEmpty();

        reads("NaN");
        clock.pass(Duration.ofSeconds(170));
        assertThat(guard.stops()).isEmpty();
    }

    @Test
    void guard_that_sees_no_series_forbids_traffic() {
        answers("[]");

        assertThat(guard.forbids())
                .hasValueSatisfying(why -> assertThat(why)
                        .contains("stop-when.query must give one number, but gives 0", "or vector(0)", "errors:ratio"));
    }

    @Test
    void prometheus_that_is_gone_forbids_traffic_at_once_and_stops_it_in_time() {
        api.on("GET /api/v1/query", request -> FakeApi.response(503, "starting"));

        assertThat(guard.forbids()).hasValueSatisfying(why -> assertThat(why).contains("503"));
        clock.pass(Duration.ofMinutes(1));
        assertThat(guard.stops()).isEmpty();
        clock.pass(Duration.ofMinutes(2));
        assertThat(guard.stops()).hasValueSatisfying(why -> assertThat(why).contains("503"));
    }

    private void reads(String value) {
        answers("[{\"metric\":{},\"value\":[1,\"" + value + "\"]}]");
    }

    private void answers(String result) {
        api.get("/api/v1/query", FakeApi.success("{\"resultType\":\"vector\",\"result\":" + result + "}"));
    }
}
