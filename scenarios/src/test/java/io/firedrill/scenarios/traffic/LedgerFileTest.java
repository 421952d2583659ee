package io.firedrill.scenarios.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firedrill.evidence.traffic.LedgerEntry;
import io.firedrill.evidence.traffic.TokenUsage;
import io.firedrill.stacks.StackException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerFileTest {
    private static final Instant ZERO = Instant.ofEpochSecond(1_000);
    private static final String LINE = "{\"start\":1001000000001,\"end\":1001500000001,\"scenario\":\"chat\","
            + "\"request\":\"chat\",\"traceId\":\"a\",\"spanId\":\"b\",\"status\":503,\"error\":null,\"tokens\":null}\n";

    @TempDir
    private Path folder;

    @Test
    void a_line_is_an_entry_offset_from_zero() throws Exception {
        LedgerEntry expected = new LedgerEntry(
                Duration.ofSeconds(1, 1),
                Duration.ofMillis(1_500).plusNanos(1),
                "chat",
                "chat",
                "a",
                "b",
                Optional.of(503),
                Optional.empty(),
                Optional.empty());

        assertThat(read(LINE)).isEqualTo(new LedgerFile.Reading(List.of(expected), Optional.empty()));
    }

    @Test
    void tokens_by_kind_and_the_first_one_are_in_newer_lines() throws Exception {
        String newer = LINE.replace(
                "\"tokens\":null",
                "\"tokens\":7,\"usage\":{\"model\":\"m\",\"input\":3,\"output\":4},\"firstToken\":1001250000001");

        assertThat(read(newer).entries()).singleElement().satisfies(entry -> {
            assertThat(entry.usage()).contains(new TokenUsage("m", 3, 4));
            assertThat(entry.firstToken()).contains(Duration.ofMillis(1_250).plusNanos(1));
        });
    }

    @Test
    void a_line_that_was_being_written_is_left_out_and_told() throws Exception {
        LedgerFile.Reading reading = read(LINE + LINE.substring(0, 20));

        assertThat(reading.entries()).hasSize(1);
        assertThat(reading.partial()).contains(LINE.substring(0, 20));
    }

    @Test
    void a_missing_or_empty_ledger_has_no_entries() throws Exception {
        assertThat(LedgerFile.read(folder.resolve("none"), ZERO).entries()).isEmpty();
        assertThat(read("").entries()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "null", "{}", "[]", "{\"start\":5,\"end\":4}", ""})
    void a_foreign_line_is_an_error_that_names_it(String line) {
        assertThatThrownBy(() -> read(LINE + line + "\n"))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("ledger.jsonl line 2 is no ledger entry: " + line);
    }

    @Test
    void a_writer_settles_each_exchange_once_whoever_comes_first() throws Exception {
        Path file = folder.resolve("ledger.jsonl");
        LedgerWriter writer = new LedgerWriter(file);
        ExecutorService users = Executors.newFixedThreadPool(4);
        for (int i = 0; i < 1_000; i++) {
            Exchange exchange = new Exchange("chat", Exchange.CHAT, false, false);
            assertThat(writer.begin(exchange)).isTrue();
            exchange.answered(503, new byte[0]);
            users.execute(() -> writer.settle(exchange));
            users.execute(() -> writer.settle(exchange));
        }
        Exchange lost = new Exchange("chat", Exchange.CHAT, true, false);
        writer.begin(lost);
        users.shutdown();
        assertThat(users.awaitTermination(10, TimeUnit.SECONDS)).isTrue();

        assertThat(writer.finish(Duration.ofMillis(10))).isEqualTo(1_001);
        assertThat(writer.begin(new Exchange("chat", Exchange.CHAT, false, false)))
                .isFalse();
        List<LedgerEntry> entries = LedgerFile.read(file, ZERO).entries();
        assertThat(entries)
                .extracting(LedgerEntry::traceId)
                .doesNotHaveDuplicates()
                .hasSize(1_001);
        assertThat(entries)
                .filteredOn(entry -> entry.traceId().equals(lost.traceId))
                .singleElement()
                .satisfies(entry -> assertThat(entry.error()).contains("no answer before the load was stopped"));
    }

    private LedgerFile.Reading read(String text) throws Exception {
        return LedgerFile.read(Files.writeString(folder.resolve("ledger.jsonl"), text), ZERO);
    }
}
