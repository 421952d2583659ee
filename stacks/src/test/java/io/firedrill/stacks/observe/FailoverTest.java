package io.firedrill.stacks.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firedrill.stacks.StackException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FailoverTest {
    private final FakeApi first = new FakeApi();
    private final FakeApi second = new FakeApi();
    private final AlertmanagerClient both = new AlertmanagerClient(List.of(first.base(), second.base()));

    @AfterEach
    void stop() {
        first.close();
        second.close();
    }

    @Test
    void first_is_asked_while_it_answers() {
        first.get("/api/v2/alerts", "[]");
        second.get("/api/v2/alerts", "[]");

        assertThat(both.alerts()).isEmpty();

        assertThat(first.requests()).hasSize(1);
        assertThat(second.requests()).isEmpty();
    }

    /** What answers again, but has forgotten, must not be taken for the one that was asked meanwhile. */
    @Test
    void other_is_asked_once_the_first_is_gone_and_stays_so() {
        second.get("/api/v2/alerts", "[]");
        first.on("GET /api/v2/alerts", request -> FakeApi.response(503, "going"));
        assertThat(both.alerts()).isEmpty();
        first.get("/api/v2/alerts", "[]");

        assertThat(both.alerts()).isEmpty();

        assertThat(first.requests()).hasSize(1);
        assertThat(second.requests()).hasSize(2);
    }

    @Test
    void failure_of_all_is_told() {
        first.close();
        second.on("GET /api/v2/alerts", request -> FakeApi.response(503, "starting"));

        assertThatThrownBy(both::alerts)
                .isInstanceOf(StackException.class)
                .hasMessageContaining(second.base() + "/api/v2/alerts with 503: starting");
    }
}
