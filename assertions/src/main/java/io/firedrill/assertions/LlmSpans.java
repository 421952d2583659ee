package io.firedrill.assertions;

import io.firedrill.evidence.trace.Span;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Spans of calls of a model, in every dialect that is about: OpenTelemetry's GenAI conventions of today ({@code
 * gen_ai.provider.name}) and before 1.37 ({@code gen_ai.system}), tokens as before 1.27 ({@code prompt_tokens}),
 * OpenLLMetry's {@code llm.*} and OpenInference's {@code llm.token_count.*}.
 */
final class LlmSpans {
    private static final String[] INPUT = {
        "gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens", "llm.usage.prompt_tokens", "llm.token_count.prompt"
    };
    private static final String[] OUTPUT = {
        "gen_ai.usage.output_tokens",
        "gen_ai.usage.completion_tokens",
        "llm.usage.completion_tokens",
        "llm.token_count.completion"
    };
    private static final String[] WHO = {
        "gen_ai.provider.name", "gen_ai.system", "gen_ai.request.model", "llm.request.model", "llm.model_name"
    };

    /** Around calls of a model, with its tokens once more. */
    private static final Set<String> AROUND =
            Set.of("invoke_agent", "invoke_workflow", "create_agent", "execute_tool", "plan");

    private LlmSpans() {}

    static List<Span> in(TraceTree tree) {
        return tree.spans().stream().filter(LlmSpans::is).toList();
    }

    static boolean is(Span span) {
        Optional<String> operation = Hops.attribute(span, "gen_ai.operation.name");
        return operation.isPresent()
                ? !AROUND.contains(operation.get())
                : Hops.attribute(span, WHO).isPresent();
    }

    static long input(List<Span> spans) {
        return sum(spans, INPUT);
    }

    static long output(List<Span> spans) {
        return sum(spans, OUTPUT);
    }

    static boolean tellsTokens(Span span) {
        return Stream.of(INPUT, OUTPUT)
                .allMatch(names -> Hops.attribute(span, names).isPresent());
    }

    /** HTTP calls that it made, in order; a span of a model's call within it is none. */
    static List<Span> attempts(TraceTree tree, Span call) {
        return tree.children(call).stream()
                .filter(span -> span.kind().equals("client") && !is(span))
                .toList();
    }

    private static long sum(List<Span> spans, String... names) {
        return spans.stream()
                .flatMap(span -> Hops.attribute(span, names).stream())
                .mapToLong(LlmSpans::number)
                .sum();
    }

    private static long number(String text) {
        try {
            return Math.round(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
