package io.firedrill.stacks.observe;

import com.fasterxml.jackson.databind.JsonNode;
import io.firedrill.evidence.Source;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.llm.LlmCall;
import io.firedrill.stacks.Endpoints;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.workspace.EndpointKind;
import io.firedrill.stacks.workspace.RemoteSystem;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A system that records calls of LLMs. Thread-safe. */
interface CallLog {
    Witness witness();

    Source source();

    /** By how much the clock of another machine may be behind ours. */
    Duration SKEW = Duration.ofMinutes(1);

    /**
     * Those that began from then on, or up to a minute before, as they are known now, in order. {@code traces}: the ids of those they may
     * belong to.
     */
    List<LlmCall> calls(Instant zero, Set<String> traces);

    /** There are more than anybody reads. */
    static StackException tooMany(Source source, int most) {
        return new StackException(source.system() + " has more than " + most + " calls of this drill at "
                + source.locator() + ": what is beyond is not read, so send fewer requests");
    }

    /** A time in UTC, whether it says so or not. */
    static Instant utc(JsonNode written) {
        String text = written.asText().replace(' ', 'T');
        try {
            return text.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw new StackException("a recorded call has no time that can be read, but '" + text + "'", e);
        }
    }

    /** Those that somebody's file names; LangSmith with its project. */
    static List<CallLog> of(RemoteSystem system) {
        Stream<CallLog> helicone = system.of(EndpointKind.HELICONE).stream()
                .map(each -> new HeliconeClient(new HttpJson("helicone", each.access())));
        Stream<CallLog> langsmith = system.of(EndpointKind.LANGSMITH).stream()
                .flatMap(each -> each
                        .project()
                        .map(project -> new LangSmithClient(new HttpJson("langsmith", each.access()), project))
                        .stream());
        return Stream.concat(helicone, langsmith).toList();
    }

    static CallLog of(Endpoints.LlmLog endpoint) {
        return switch (endpoint.kind()) {
            case HELICONE -> new HeliconeClient(endpoint.base(), endpoint.key());
            case LANGSMITH -> new LangSmithClient(endpoint.base(), endpoint.key(), endpoint.project());
            default -> throw new IllegalArgumentException(endpoint.kind() + " records no calls of LLMs");
        };
    }
}
