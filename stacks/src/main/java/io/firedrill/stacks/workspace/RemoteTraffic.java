package io.firedrill.stacks.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a drill sends to the entry of a system that already runs, evenly and until the drill is over. Immutable.
 *
 * @param rate requests a second, more than none
 * @param method HTTP method
 * @param path at the entry, with its query if there is one
 * @param type what the body is
 * @param body what is sent in it; empty for none
 * @param chat the conversation that is sent in its place; empty for another request
 * @param lasts for how long at least; a drill that goes on longer for other reasons sends as long, and empty is as long as
 *     that, or a minute where there is no other reason
 */
public record RemoteTraffic(
        double rate,
        String method,
        String path,
        String type,
        Optional<String> body,
        Optional<Chat> chat,
        Optional<Duration> lasts) {
    private static final Pattern PATH = Pattern.compile("/[\\w./?&=%,:;@!$'()*+~-]*");
    private static final Pattern TYPE = Pattern.compile("[\\w.+-]+/[\\w.+-]+(; ?[\\w-]+=[\\w.-]+)*");

    /**
     * A chat completion.
     *
     * @param model the model that is asked
     * @param prompt what the user says
     * @param streaming which share of the requests asks for a stream, 0 to 1
     */
    public record Chat(String model, String prompt, double streaming) {
        private static Chat read(Section section) {
            try (section) {
                double streaming = section.number("streaming").orElse(0.0);
                if (!(streaming >= 0 && streaming <= 1)) {
                    throw section.error("streaming", "must be a share from 0 to 1");
                }
                return new Chat(section.required("model"), section.required("prompt"), streaming);
            }
        }
    }

    /** {@code limits}: those of the file; a drill that may not send anything has none. */
    static RemoteTraffic read(Section section, Optional<TrafficLimits> limits) {
        try (section) {
            Optional<Chat> chat = section.node("chat").map(any -> Chat.read(section.section("chat")));
            Optional<String> body = section.path("body").map(file -> text(section, file));
            if (chat.isPresent() && body.isPresent()) {
                throw section.error("body", "stands beside a chat, which is a body; keep one");
            }
            boolean posts = chat.isPresent() || body.isPresent();
            String method = section.string("method").orElse(posts ? "POST" : "GET");
            return new RemoteTraffic(
                    rate(section, limits),
                    written(section, "method", method.toUpperCase(Locale.ROOT), Pattern.compile("[A-Z]+")),
                    written(section, "path", path(section, chat.isPresent()), PATH),
                    written(section, "type", section.string("type").orElse("application/json"), TYPE),
                    body,
                    chat,
                    section.duration("for"));
        }
    }

    private static double rate(Section section, Optional<TrafficLimits> limits) {
        double rate = section.number("rate")
                .orElseThrow(() -> section.error("rate", "is missing: how many requests a second?"));
        if (!(rate > 0)) {
            throw section.error("rate", "must be more than no request a second, but was " + rate);
        }
        limits.filter(most -> rate > most.atMost()).ifPresent(most -> {
            throw section.error(
                    "rate",
                    "is above remote.traffic.at-most, " + most.atMost() + " requests a second, but was " + rate);
        });
        return rate;
    }

    private static String path(Section section, boolean chat) {
        return section.string("path").orElseGet(() -> chat ? "/v1/chat/completions" : section.required("path"));
    }

    private static String written(Section section, String key, String value, Pattern allowed) {
        if (!allowed.matcher(value).matches()) {
            throw section.error(key, "cannot be sent: '" + value + "'");
        }
        return value;
    }

    private static String text(Section section, Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw section.error("body", "names " + file + ", which is no text that can be read");
        }
    }
}
