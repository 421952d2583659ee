package io.firedrill.stacks.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.firedrill.evidence.endpoint.EndpointSighting.Leak;
import io.firedrill.stacks.remote.Probe.Reply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks for secrets in what an endpoint tells: those that have a shape of their own, those in URLs, and those that a
 * configuration gives by name and that its product did not cover. A secret is never kept. Confined.
 */
final class Leaks {
    private static final int MOST = 20;
    private static final Map<String, Pattern> SHAPES = new LinkedHashMap<>();

    static {
        shape(
                "a password in a URL",
                "[a-zA-Z][a-zA-Z0-9+.-]*://[^/\\s:@\"']*:(?!<secret>|xxxxx|\\$)([^/\\s@\"']{3,})@");
        shape(
                "the address of a Slack webhook",
                "hooks\\.slack\\.com/services/(T[A-Za-z0-9]+/B[A-Za-z0-9]+/[A-Za-z0-9]{16,})");
        shape("a token of Slack", "\\b(xox[abeprs]-[A-Za-z0-9-]{10,})");
        shape("a key of an LLM provider", "\\b(sk-[A-Za-z0-9_-]{20,})");
        shape("a token of GitHub", "\\b(gh[pousr]_[A-Za-z0-9]{36,})");
        shape("a key of AWS", "\\b(AKIA[0-9A-Z]{16})\\b");
        shape("a key of Google", "\\b(AIza[0-9A-Za-z_-]{35})");
        shape("a JSON Web Token", "\\b(eyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,})");
        shape("a private key", "-----BEGIN [A-Z ]*PRIVATE KEY-----([^-]+)");
        shape(
                "a secret by name",
                "(?im)^\\s*(?:-\\s*)?(?:password|passwd|secret|token|bearer_token|api_key|secret_key|credentials|client_secret"
                        + "|(?:smtp_)?auth_(?:password|secret)|routing_key|service_key|user_key|bot_token|api_secret|webhook_url"
                        + "|(?:opsgenie|victorops)_api_key|wechat_api_secret)"
                        + "\\s*:\\s*[\"']?(?!<secret>)([^\\s\"'<>{}$]{6,})");
    }

    private final List<Leak> found = new ArrayList<>();
    private int texts;

    private static void shape(String what, String pattern) {
        SHAPES.put(what, Pattern.compile(pattern));
    }

    int texts() {
        return texts;
    }

    List<Leak> found() {
        return found.stream().distinct().limit(MOST).toList();
    }

    /** {@code path}: with its query, or without. */
    void search(String path, Reply reply) {
        String where = path.replaceFirst("\\?.*", "");
        reply.json().ifPresent(json -> search(where, json));
    }

    /** A whole file, by its lines. */
    void search(String where, String content) {
        texts++;
        text(where, content);
    }

    /** Attributes of spans are told by their names. */
    private void search(String where, JsonNode node) {
        if (node.isTextual()) {
            texts++;
            text(where, node.asText());
        }
        String key = node.path("key").asText("");
        String inner = key.isEmpty() || !node.has("value") ? where : where + " (attribute " + key + ")";
        node.forEach(each -> search(inner, each));
    }

    private void text(String where, String text) {
        SHAPES.forEach((what, pattern) -> {
            Matcher matcher = pattern.matcher(text);
            while (matcher.find()) {
                found.add(new Leak(where, what, place(text, matcher.start(1))));
            }
        });
    }

    /** Only where: what stands around a secret may be another one. */
    private static String place(String text, int at) {
        long line =
                1 + text.substring(0, at).chars().filter(each -> each == '\n').count();
        return text.contains("\n") ? "line " + line : "";
    }
}
