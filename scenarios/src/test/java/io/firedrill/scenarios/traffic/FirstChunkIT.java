package io.firedrill.scenarios.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.firedrill.evidence.traffic.LedgerEntry;
import io.firedrill.evidence.traffic.TokenUsage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstChunkIT {
    private static final String LEAVE = "data: {\"choices\":[{\"delta\":{\"content\":\"Leave.\"}}]}\n\n";
    private static final Duration PAUSE = Duration.ofMillis(500);

    @TempDir
    private Path folder;

    @Test
    void first_token_is_when_the_first_event_came_and_not_its_comment_or_the_end() throws Exception {
        try (Respondent server = Respondent.start(FirstChunkIT::slowly);
                GatlingFork engine = new GatlingFork();
                RunningLoad load = engine.start(new LoadPlan(
                        server.url(),
                        Traffic.steady(10, Duration.ofSeconds(2)).streaming(0.5),
                        folder,
                        Duration.ofSeconds(5),
                        Optional.empty()))) {
            List<LedgerEntry> ledger = load.await(Duration.ofSeconds(30), load.go());

            assertThat(ledger).hasSize(20).allSatisfy(entry -> {
                assertThat(entry.status()).contains(200);
                assertThat(entry.usage()).contains(new TokenUsage("m", 3, 4));
                assertThat(entry.firstToken().isPresent())
                        .isEqualTo(entry.request().equals("chat-stream"));
                entry.firstToken().ifPresent(at -> {
                    assertThat(at.minus(entry.start())).isBetween(PAUSE, PAUSE.multipliedBy(2));
                    assertThat(entry.end().minus(at)).isGreaterThan(PAUSE.plus(PAUSE.dividedBy(2)));
                });
            });
            assertThat(load.said()).containsExactlyInAnyOrder("Stay calm.", "Leave.");
        }
    }

    private static void slowly(HttpExchange exchange, boolean streaming, int number) throws IOException {
        String usage = "\"model\":\"m\",\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4,\"total_tokens\":7}}";
        if (!streaming) {
            Respondent.send(exchange, 200, "{\"choices\":[{\"message\":{\"content\":\"Stay calm.\"}}]," + usage);
            return;
        }
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (exchange;
                OutputStream out = exchange.getResponseBody()) {
            for (String piece : List.of(": wait\n\n", LEAVE, "data: {" + usage + "\n\ndata: [DONE]\n\n")) {
                out.write(piece.getBytes(StandardCharsets.UTF_8));
                out.flush();
                pause();
            }
        }
    }

    private static void pause() {
        try {
            assertThat(new CountDownLatch(1).await(PAUSE.toMillis(), TimeUnit.MILLISECONDS))
                    .isFalse();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
