package io.firedrill.stacks.platform;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an engine said, without the client's wrapping. */
final class EngineError {
    private static final Pattern JSON = Pattern.compile("\"message\":\"((?:[^\"\\\\]|\\\\.)*)\"");

    private EngineError() {}

    /** One line. */
    static String of(Throwable problem) {
        Throwable deepest = problem;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String text = Optional.ofNullable(problem.getMessage()).orElseGet(problem::toString);
        Matcher json = JSON.matcher(text);
        if (json.find()) {
            return json.group(1).replace("\\\"", "\"").replace("\\n", " ").strip();
        }
        String cause = Optional.ofNullable(deepest.getMessage()).orElseGet(deepest::toString);
        return cause.strip().replaceAll("\\s*\\n\\s*", " ");
    }
}
