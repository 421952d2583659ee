package io.firedrill.stacks.sentry;

import com.fasterxml.jackson.databind.JsonNode;
import io.firedrill.evidence.EvidenceFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import okio.ByteString;

/**
 * What an SDK of Sentry sends: a header, and items of which each has a header of its own. Source: "Envelopes" of Sentry's developer
 * documentation (2026-08), as sentry-java 8 writes them. Items of a type that nobody knows are kept as they are.
 *
 * @param header JSON, e.g. with {@code event_id} and {@code dsn}
 * @param items in order
 */
record Envelope(JsonNode header, List<Envelope.Item> items) {
    private static final int LARGEST = 200 << 20;

    Envelope {
        items = List.copyOf(items);
    }

    /**
     * One item.
     *
     * @param type e.g. {@code event}, {@code client_report}, {@code session}
     * @param payload its bytes
     */
    record Item(String type, ByteString payload) {
        JsonNode json() throws IOException {
            return EvidenceFile.mapper().readTree(payload.toByteArray());
        }
    }

    /** {@code encoding}: what {@code Content-Encoding} says, empty for none. */
    static Envelope read(byte[] body, String encoding) throws IOException {
        byte[] plain = encoding.equals("gzip") ? unzipped(body) : body;
        int end = lineEnd(plain, 0);
        JsonNode header = EvidenceFile.mapper().readTree(plain, 0, end);
        if (header == null || !header.isObject()) {
            throw new IOException("the envelope's header is no JSON object");
        }
        List<Item> items = new ArrayList<>();
        int at = end + 1;
        while (at < plain.length) {
            if (plain[at] == '\n') {
                at++;
                continue;
            }
            int headerEnd = lineEnd(plain, at);
            JsonNode item = EvidenceFile.mapper().readTree(plain, at, headerEnd - at);
            int from = Math.min(headerEnd + 1, plain.length);
            int to = item.has("length") ? from + item.path("length").asInt() : lineEnd(plain, from);
            if (to > plain.length) {
                throw new IOException("an item of type " + item.path("type").asText() + " is cut off");
            }
            items.add(new Item(item.path("type").asText(), ByteString.of(plain, from, to - from)));
            at = to + 1;
        }
        return new Envelope(header, items);
    }

    private static int lineEnd(byte[] text, int from) {
        int at = from;
        while (at < text.length && text[at] != '\n') {
            at++;
        }
        return at;
    }

    private static byte[] unzipped(byte[] body) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            byte[] plain = in.readNBytes(LARGEST + 1);
            if (plain.length > LARGEST) {
                throw new IOException("the envelope is larger than " + LARGEST + " bytes");
            }
            return plain;
        }
    }
}
