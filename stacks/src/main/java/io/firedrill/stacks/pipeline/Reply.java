package io.firedrill.stacks.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * What the provider answers: a pure function of the model and the messages, and of the most tokens that are wanted.
 *
 * @param id of the completion, the same for the same model and messages
 * @param words the text, in pieces that each are a chunk of a stream
 * @param finishReason {@code stop}, or {@code length} if the most tokens cut it
 * @param promptTokens see {@link Tokens}
 * @param completionTokens the sum of the words' tokens
 */
record Reply(String id, List<String> words, String finishReason, int promptTokens, int completionTokens) {
    private static final List<String> VOCABULARY = List.of(
            "follow",
            "the",
            "green",
            "signs",
            "to",
            "nearest",
            "exit",
            "and",
            "stay",
            "calm",
            "leave",
            "your",
            "things",
            "behind",
            "close",
            "doors",
            "after",
            "you",
            "use",
            "stairs",
            "never",
            "lift",
            "meet",
            "at",
            "assembly",
            "point");
    private static final int LEAST_WORDS = 16;
    private static final int MORE_WORDS = 32;

    Reply {
        words = List.copyOf(words);
    }

    static Reply to(ChatRequest request) {
        byte[] digest = digest(request);
        Random random = new Random(new BigInteger(digest).longValue());
        int count = LEAST_WORDS + random.nextInt(MORE_WORDS);
        int most = request.maxTokens().orElse(Integer.MAX_VALUE);
        List<String> words = new ArrayList<>();
        int tokens = 0;
        while (words.size() < count) {
            String word = (words.isEmpty() ? "" : " ") + VOCABULARY.get(random.nextInt(VOCABULARY.size()));
            if (tokens + Tokens.of(word) > most) {
                break;
            }
            words.add(word);
            tokens += Tokens.of(word);
        }
        String reason = words.size() < count ? "length" : "stop";
        String id = "chatcmpl-" + HexFormat.of().formatHex(digest, 0, 12);
        return new Reply(id, words, reason, Tokens.of(request), tokens);
    }

    String text() {
        return String.join("", words);
    }

    private static byte[] digest(ChatRequest request) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(request.model().getBytes(UTF_8));
            request.messages().forEach(message -> {
                digest.update((byte) 0);
                digest.update((message.role() + ":" + message.text()).getBytes(UTF_8));
            });
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
