package io.firedrill.stacks.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeftSilencesTest {
    private final FakeApi api = new FakeApi();
    private final LeftSilences left = new LeftSilences(new AlertmanagerClient(api.base()), "ci-7");

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void silence_of_a_killed_run_of_this_machine_is_ended() {
        silences("active", "Somebody is stopped. [firedrill ci-7 firedrill-run-0a]");

        assertThat(left.end(run -> false)).containsExactly("ended the silence 4711 that a killed run had left");
        assertThat(deleted()).containsExactly("/api/v2/silence/4711");
    }

    @Test
    void silence_of_a_run_that_goes_on_stays() {
        silences("active", "Somebody is stopped. [firedrill ci-7 firedrill-run-0a]");

        assertThat(left.end("firedrill-run-0a"::equals)).isEmpty();
        assertThat(deleted()).isEmpty();
    }

    @Test
    void silence_of_another_machine_is_told_and_stays() {
        silences("active", "Somebody is stopped. [firedrill laptop firedrill-run-0a]");

        assertThat(left.end(run -> false)).isEmpty();
        assertThat(left.ofOthers())
                .containsExactly("silence 4711 is a run's of laptop; it ends at 2026-11-27T18:00:00Z");
        assertThat(deleted()).isEmpty();
    }

    @Test
    void silence_of_somebody_else_is_none_of_its_business_whatever_it_says() {
        silences("active", "For the firedrill. See [firedrill ci-7 x] and ask ops.");
        assertThat(left.end(run -> false)).isEmpty();

        silences("expired", "Somebody is stopped. [firedrill ci-7 firedrill-run-0a]");
        assertThat(left.end(run -> false)).isEmpty();
        assertThat(deleted()).isEmpty();
    }

    private List<String> deleted() {
        return api.requests().stream()
                .filter(request -> "DELETE".equals(request.getMethod()))
                .map(request -> request.getUrl().encodedPath())
                .toList();
    }

    private void silences(String state, String comment) {
        api.on("DELETE /api/v2/silence/4711", request -> FakeApi.response(200, ""));
        api.get("/api/v2/silences", """
                [{"id":"4711","status":{"state":"%s"},"createdBy":"firedrill","comment":"%s","updatedAt":"2026-11-27T16:00:00Z",
                  "startsAt":"2026-11-27T16:00:00Z","endsAt":"2026-11-27T18:00:00Z",
                  "matchers":[{"name":"service","value":"inference","isRegex":false,"isEqual":true}]}]
                """.formatted(state, comment));
    }
}
