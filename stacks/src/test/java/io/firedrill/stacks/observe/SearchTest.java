package io.firedrill.stacks.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.Disclosures.Finding;
import io.firedrill.evidence.Disclosures.Kind;
import io.firedrill.evidence.trace.Span;
import io.firedrill.evidence.trace.SpanEvent;
import io.firedrill.evidence.trace.Trace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SearchTest {
    private static final String PROMPT = "Tell me which of the stairs a canary would take.";
    private static final Confidential CONFIDENTIAL = Confidential.of(
            List.of(
                    Map.of("API_KEYS", "drill-key, other-key", "PORT", "8080"),
                    Map.of(
                            "DATABASE_USER",
                            "pipeline",
                            "DATABASE_PASSWORD",
                            "pipeline",
                            "PROVIDER_API_KEY",
                            "sk-1234")),
            Set.of("bearer-key"),
            Set.of(PROMPT));

    private final Search search = new Search(CONFIDENTIAL);

    @Test
    void secrets_are_known_by_the_names_of_their_variables() {
        assertThat(CONFIDENTIAL.secrets()).isEqualTo(4);
        assertThat(CONFIDENTIAL.in("Bearer drill-key")).contains(Kind.SECRET);
        assertThat(CONFIDENTIAL.in("[\"other-key\"]")).contains(Kind.SECRET);
        assertThat(CONFIDENTIAL.in("bearer-key")).contains(Kind.SECRET);
        assertThat(CONFIDENTIAL.in("8080")).isEmpty();
        assertThat(CONFIDENTIAL).hasToString("Confidential[4 secrets, 1 texts]");
    }

    @Test
    void value_that_is_harmless_elsewhere_is_no_secret() {
        assertThat(CONFIDENTIAL.in("jdbc:postgresql://127.0.0.1/pipeline")).isEmpty();
    }

    @Test
    void secret_within_another_word_is_chance() {
        assertThat(CONFIDENTIAL.in("xsk-12345")).isEmpty();
        assertThat(CONFIDENTIAL.in("xsk-12345 sk-1234")).contains(Kind.SECRET);
    }

    @Test
    void text_is_found_however_it_is_cut_and_quoted() {
        assertThat(CONFIDENTIAL.in("[{\"content\":\"Notes:\\nTell me which of the st…"))
                .contains(Kind.CONTENT);
        assertThat(CONFIDENTIAL.in("which OF the  stairs")).contains(Kind.CONTENT);
        assertThat(CONFIDENTIAL.in("which of the")).isEmpty();
        assertThat(CONFIDENTIAL.in("")).isEmpty();
        assertThat(Confidential.of(List.of(), Set.of(), Set.of("Fire exit?")).in("\"fire exit\""))
                .contains(Kind.CONTENT);
    }

    @Test
    void span_is_kept_with_what_was_found_covered_wherever_it_stood() {
        Span covered = cover(span(
                "chat",
                Map.of("gen_ai.input.messages", "[" + PROMPT + "]", "http.route", "/v1"),
                new SpanEvent("exception", Duration.ZERO, Map.of("exception.message", "refused sk-1234"))));

        assertThat(covered.attributes())
                .containsOnly(Map.entry("gen_ai.input.messages", "[content]"), Map.entry("http.route", "/v1"));
        assertThat(covered.events().get(0).attributes()).containsEntry("exception.message", "[secret]");
        assertThat(search.disclosures().spans()).isEqualTo(1);
        assertThat(search.disclosures().findings())
                .containsExactlyInAnyOrder(
                        new Finding(Kind.CONTENT, "span", "inference", "chat", "gen_ai.input.messages", 1, "trace"),
                        new Finding(Kind.SECRET, "event", "inference", "exception", "exception.message", 1, "trace"));
    }

    @Test
    void name_that_is_a_prompt_is_not_told_either() {
        Span covered = cover(span(PROMPT, Map.of("a", "drill-key")));

        assertThat(covered.name()).isEqualTo("[content]");
        assertThat(search.disclosures().toString()).doesNotContain("canary").doesNotContain("drill-key");
    }

    @Test
    void resources_and_labels_are_searched_too() {
        search.cover(new Trace(
                "trace",
                List.of(),
                List.of(Map.of("service.name", "gateway", "process.command_line", "drill-key")),
                List.of()));
        search.labels(Map.of("__name__", "asked_total", "job", "inference", "question", PROMPT));
        search.labels(Map.of("__name__", "up", "job", "inference"));

        assertThat(search.disclosures().series()).isEqualTo(2);
        assertThat(search.disclosures().findings())
                .containsExactlyInAnyOrder(
                        new Finding(Kind.SECRET, "resource", "gateway", "", "process.command_line", 1, "trace"),
                        new Finding(Kind.CONTENT, "metric", "inference", "asked_total", "question", 1, ""));
    }

    private Span cover(Span span) {
        return search.cover(new Trace("trace", List.of(span))).spans().get(0);
    }

    private static Span span(String name, Map<String, String> attributes, SpanEvent... events) {
        return new Span(
                "a1",
                Optional.empty(),
                List.of(),
                "inference",
                name,
                "client",
                Duration.ZERO,
                Duration.ZERO,
                false,
                attributes,
                Optional.empty(),
                List.of(events),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }
}
