package io.firedrill.scenarios.traffic;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.firedrill.evidence.EvidenceFile;
import io.firedrill.evidence.traffic.LedgerEntry;
import io.firedrill.evidence.traffic.TokenUsage;
import io.firedrill.stacks.StackException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A ledger on disk: one JSON object a line, appended while traffic flows. */
final class LedgerFile {
    private LedgerFile() {}

    /**
     * Reads a ledger, also one that is still being written or whose writer was killed.
     *
     * @throws StackException if a line within it is not a ledger's
     */
    static Reading read(Path file, Instant zero) {
        String text = text(file);
        int end = text.lastIndexOf('\n') + 1;
        List<LedgerEntry> entries = new ArrayList<>();
        int number = 0;
        for (String line : text.substring(0, end).lines().toList()) {
            number++;
            entries.add(entry(file, number, line, zero));
        }
        entries.sort(Comparator.comparing(LedgerEntry::start));
        return new Reading(entries, end < text.length() ? Optional.of(text.substring(end)) : Optional.empty());
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new StackException("ledger " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static LedgerEntry entry(Path file, int number, String line, Instant zero) {
        try {
            return Optional.ofNullable(EvidenceFile.mapper().readValue(line, Line.class))
                    .orElseThrow(() -> new IllegalArgumentException("null"))
                    .entry(zero);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new StackException(
                    "ledger " + file + " line " + number + " is no ledger entry: " + excerpt(line)
                            + "; the run's ground truth is damaged, run again",
                    e);
        }
    }

    private static String excerpt(String line) {
        return line.length() > 120 ? line.substring(0, 120) + "…" : line;
    }

    /**
     * What a ledger holds.
     *
     * @param entries the complete lines, in order of their start
     * @param partial the beginning of a line that was being written, if there is one
     */
    record Reading(List<LedgerEntry> entries, Optional<String> partial) {
        Reading {
            entries = List.copyOf(entries);
        }
    }

    /** One line; times are nanoseconds since the epoch. */
    record Line(
            long start,
            long end,
            String scenario,
            String request,
            String traceId,
            String spanId,
            Optional<Integer> status,
            Optional<String> error,
            Optional<Long> tokens,
            Optional<TokenUsage> usage,
            Optional<Long> firstToken) {
        Line {
            if (end < start || start <= 0 || scenario == null || request == null || traceId == null || spanId == null) {
                throw new IllegalArgumentException("times and names are missing or in disorder");
            }
        }

        LedgerEntry entry(Instant zero) {
            return new LedgerEntry(
                    since(zero, start),
                    since(zero, end),
                    scenario,
                    request,
                    traceId,
                    spanId,
                    status,
                    error,
                    tokens,
                    usage,
                    firstToken.map(at -> since(zero, at)));
        }

        private static Duration since(Instant zero, long epochNanos) {
            return Duration.between(zero, Instant.ofEpochSecond(0, epochNanos));
        }
    }
}
