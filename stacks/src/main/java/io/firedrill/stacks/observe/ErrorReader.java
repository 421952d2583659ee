package io.firedrill.stacks.observe;

import com.fasterxml.jackson.databind.JsonNode;
import io.firedrill.evidence.Disclosures.Kind;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.error.ErrorEvent;
import io.firedrill.evidence.error.ErrorEvidence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads what an error tracker has of a drill, once nothing more comes. Confined to one thread. */
final class ErrorReader {
    private static final List<String> PERSON = List.of("email", "username", "ip_address", "name");

    private final Optional<SentryClient> client;
    private final Duration still;
    private final Gaps gaps;
    private final Map<String, Long> before;

    private ErrorReader(Optional<SentryClient> client, Duration still, Gaps gaps, Map<String, Long> before) {
        this.client = client;
        this.still = still;
        this.gaps = gaps;
        this.before = Map.copyOf(before);
    }

    /** Notes what was dropped before. {@code still}: how long nothing more must have come at the end. */
    static ErrorReader begin(Optional<SentryClient> client, Duration still, Gaps gaps) {
        return new ErrorReader(
                client,
                still,
                gaps,
                client.map(each -> gaps.read(Witness.ERRORS, each.source(), Map.<String, Long>of(), each::discarded))
                        .orElse(Map.of()));
    }

    /** {@code confidential}: what a text holds that it should not. */
    ErrorEvidence read(Instant zero, Function<String, Optional<Kind>> confidential) {
        return client.map(each ->
                        gaps.read(Witness.ERRORS, each.source(), unread(each), () -> read(each, zero, confidential)))
                .orElse(ErrorEvidence.NONE);
    }

    private static ErrorEvidence unread(SentryClient client) {
        return new ErrorEvidence(true, List.of(), Map.of(), client.source());
    }

    private ErrorEvidence read(SentryClient sentry, Instant zero, Function<String, Optional<Kind>> confidential) {
        List<ErrorEvent> events = Settled.list(still, () -> sentry.events(zero)).stream()
                .map(event -> event(event, zero, confidential))
                .toList();
        Map<String, Long> discarded = new HashMap<>();
        sentry.discarded().forEach((reason, count) -> {
            long more = count - before.getOrDefault(reason, 0L);
            if (more > 0) {
                discarded.put(reason, more);
            }
        });
        return new ErrorEvidence(true, events, discarded, sentry.source());
    }

    private static ErrorEvent event(JsonNode event, Instant zero, Function<String, Optional<Kind>> confidential) {
        List<String> leaks = new ArrayList<>();
        for (String part : List.of("title", "user", "contexts", "context", "tags", "entries")) {
            search(event.path(part), part, confidential, leaks);
        }
        String title = event.path("title").asText();
        return new ErrorEvent(
                event.path("eventID").asText(),
                Duration.between(zero, SentryClient.received(event).orElse(zero)),
                event.path("groupID").asText(),
                confidential
                        .apply(title)
                        .map(kind -> "[" + kind.name().toLowerCase(Locale.ROOT) + "]")
                        .orElse(title),
                text(event.at("/release/version")),
                environment(event),
                text(event.at("/contexts/trace/trace_id")),
                leaks.stream().distinct().toList());
    }

    private static void search(
            JsonNode node, String where, Function<String, Optional<Kind>> confidential, List<String> leaks) {
        if (node.isTextual()) {
            String name = where.substring(where.lastIndexOf('.') + 1);
            boolean person = where.startsWith("user.")
                    && PERSON.contains(name)
                    && !node.asText().isBlank();
            confidential
                    .apply(node.asText())
                    .map(kind -> kind == Kind.SECRET ? "a secret" : "a prompt or an answer")
                    .or(() -> person ? Optional.of("a person") : Optional.empty())
                    .ifPresent(what -> leaks.add(what + " in " + where));
        }
        if (node.isArray()) {
            node.forEach(each -> search(each, where, confidential, leaks));
        } else {
            node.properties()
                    .forEach(each -> search(each.getValue(), where + "." + each.getKey(), confidential, leaks));
        }
    }

    private static Optional<String> environment(JsonNode event) {
        for (JsonNode tag : event.path("tags")) {
            if (tag.path("key").asText().equals("environment")) {
                return text(tag.path("value"));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> text(JsonNode node) {
        return Optional.of(node.asText("")).filter(text -> !text.isBlank() && !text.equals("null"));
    }
}
