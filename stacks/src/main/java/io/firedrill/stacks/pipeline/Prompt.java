package io.firedrill.stacks.pipeline;

import java.util.List;
import java.util.stream.Collectors;

/** How a question is put to the model together with what was retrieved for it. */
final class Prompt {
    private Prompt() {}

    static ChatRequest assemble(ChatRequest request, List<Document> documents) {
        return request.withContext(documents.stream()
                .map(document -> document.title() + ": " + document.text())
                .collect(Collectors.joining("\n", "Answer with the help of these notes:\n", "")));
    }
}
