package io.firedrill.reports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.firedrill.evidence.EvidenceFile;
import io.firedrill.evidence.verdict.DrillResult;

/**
 * A piece of evidence, shown where it is cited.
 *
 * @param link where the whole of it is, relative to the report
 * @param source where it was read from, precisely enough to look again; empty when it has no single source
 * @param json the piece itself, shortened if it is long; empty when the link leads nowhere
 */
record Excerpt(String link, String source, String json) {
    private static final int MOST_ITEMS = 6;
    private static final int MOST_LINES = 60;

    /** Excerpts from the evidence of one drill. */
    static final class Book {
        private final JsonNode evidence;

        Book(DrillResult result) {
            this.evidence = OutputFolder.tree(result.evidence());
        }

        Excerpt excerpt(String link) {
            String pointer = link.substring(link.indexOf('#') + 1);
            JsonNode piece = pointer.isEmpty() || pointer.startsWith("/")
                    ? evidence.at(pointer)
                    : EvidenceFile.mapper().missingNode();
            String system = piece.at("/source/system").asText("");
            String source = (system + " " + piece.at("/source/locator").asText("")).strip();
            return new Excerpt(link, source, piece.isMissingNode() ? "" : lines(shortened(piece)));
        }
    }

    private static JsonNode shortened(JsonNode node) {
        if (node instanceof ArrayNode array && array.size() > MOST_ITEMS) {
            ArrayNode head = array.arrayNode();
            for (int i = 0; i < MOST_ITEMS; i++) {
                head.add(array.get(i));
            }
            return head.add("… and " + (array.size() - MOST_ITEMS) + " more");
        }
        return node;
    }

    private static String lines(JsonNode node) {
        try {
            String text = EvidenceFile.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(node);
            String head = text.lines()
                    .limit(MOST_LINES)
                    .reduce((a, b) -> a + "\n" + b)
                    .orElse("");
            return text.lines().count() > MOST_LINES ? head + "\n…" : head;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("evidence was read as JSON but cannot be written as JSON", e);
        }
    }
}
