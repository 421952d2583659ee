package io.firedrill.stacks.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.firedrill.evidence.EvidenceFile;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A request's body as JSON. */
final class Body {
    private Body() {}

    static JsonNode json(byte[] body) throws JsonProcessingException {
        try {
            return EvidenceFile.mapper().readTree(body);
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
