package io.firedrill.stacks.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.HttpUrl;

/** The environment variables of one service. Immutable. */
final class Environment {
    private final Map<String, String> variables;

    Environment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    /** A variable is missing or wrong; the message is one line that names it. */
    static final class Mistake extends RuntimeException {
        private static final long serialVersionUID = 1;

        Mistake(String message) {
            super(message);
        }
    }

    String text(String name) {
        return find(name).orElseThrow(() -> new Mistake(name + " is missing: set this environment variable"));
    }

    String text(String name, String otherwise) {
        return find(name).orElse(otherwise);
    }

    /** Words between commas; at least one. */
    List<String> words(String name) {
        List<String> words = Stream.of(text(name).split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
        if (words.isEmpty()) {
            throw wrong(name, "one value or several between commas");
        }
        return words;
    }

    /** A TCP port; 0 takes a free one. */
    int port(String name) {
        return number(name, text(name), 0, 65535, "a port between 0 and 65535");
    }

    HttpUrl url(String name) {
        HttpUrl url = HttpUrl.parse(text(name));
        if (url == null) {
            throw wrong(name, "an http or https URL");
        }
        return url;
    }

    /** A database of PostgreSQL as JDBC names it. */
    String jdbcUrl(String name) {
        if (!text(name).startsWith("jdbc:postgresql://")) {
            throw wrong(name, "a URL that begins with jdbc:postgresql://");
        }
        return text(name);
    }

    int count(String name, int otherwise) {
        return find(name)
                .map(written -> number(name, written, 0, Integer.MAX_VALUE, "a whole number, 0 or more"))
                .orElse(otherwise);
    }

    int positive(String name, int otherwise) {
        return find(name)
                .map(written -> number(name, written, 1, Integer.MAX_VALUE, "a whole number above 0"))
                .orElse(otherwise);
    }

    Optional<Integer> positive(String name) {
        return find(name).map(written -> positive(name, 1));
    }

    /** {@code true} or {@code false}. */
    boolean flag(String name, String otherwise) {
        String written = text(name, otherwise);
        if (!written.equals("true") && !written.equals("false")) {
            throw wrong(name, "true or false");
        }
        return written.equals("true");
    }

    /** USD for a million tokens, of prompts and of answers. */
    PriceTable prices(String name, String otherwise) {
        try {
            return PriceTable.read(text(name, otherwise));
        } catch (NumberFormatException e) {
            throw wrong(name, "model=input/output between commas, in USD for a million tokens");
        }
    }

    /** Whole milliseconds. */
    Duration milliseconds(String name, Duration otherwise) {
        return find(name)
                .map(written -> Duration.ofMillis(
                        number(name, written, 0, Integer.MAX_VALUE, "a whole number of milliseconds, 0 or more")))
                .orElse(otherwise);
    }

    private Optional<String> find(String name) {
        return Optional.ofNullable(variables.get(name)).map(String::strip).filter(written -> !written.isEmpty());
    }

    private int number(String name, String written, int least, int most, String form) {
        try {
            int number = Integer.parseInt(written);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw wrong(name, form);
        }
        throw wrong(name, form);
    }

    private Mistake wrong(String name, String form) {
        return new Mistake(name + " must be " + form + ", but was '" + text(name) + "'");
    }
}
