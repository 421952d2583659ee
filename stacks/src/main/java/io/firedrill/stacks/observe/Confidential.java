package io.firedrill.stacks.observe;

import io.firedrill.evidence.Disclosures.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What must not be in telemetry: secrets, and what people and the model said to each other. A text is found by any few words
 * of it in a row, however it is quoted, cut or escaped; a secret as a word of its own. Immutable.
 */
public final class Confidential {
    /** So many words in a row are nobody else's. */
    private static final int WORDS = 4;
    /** Shorter ones are found by chance. */
    private static final int SHORTEST = 6;

    private static final Pattern SECRET =
            Pattern.compile("(^|.*_)(KEYS?|TOKENS?|SECRETS?|PASSWORDS?|PASSWD|CREDENTIALS?)", Pattern.CASE_INSENSITIVE);
    private static final Pattern WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final Set<String> secrets;
    private final Set<String> runs;
    private final int texts;

    private Confidential(Set<String> secrets, Set<String> texts) {
        this.secrets = Set.copyOf(secrets);
        this.texts = texts.size();
        this.runs = texts.stream().flatMap(text -> runs(text).stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** Nothing is. */
    static Confidential nothing() {
        return new Confidential(Set.of(), Set.of());
    }

    /**
     * The secrets among environment variables, by their names, and texts.
     *
     * @param environments of each service; a value that another variable has under a harmless name cannot be told from
     *     it, and is left out
     * @param more secrets that are in none of them
     * @param texts prompts and answers
     * @return what to look for
     */
    public static Confidential of(List<Map<String, String>> environments, Set<String> more, Set<String> texts) {
        Set<String> secrets = new TreeSet<>(more);
        Set<String> harmless = new HashSet<>();
        for (Map<String, String> environment : environments) {
            environment.forEach((name, value) -> Stream.of(value.split(","))
                    .map(String::strip)
                    .forEach((SECRET.matcher(name).matches() ? secrets : harmless)::add));
        }
        secrets.removeIf(secret -> secret.length() < SHORTEST || harmless.contains(secret));
        return new Confidential(secrets, texts);
    }

    int secrets() {
        return secrets.size();
    }

    int texts() {
        return texts;
    }

    /** What a value holds; the worse, if it is both. */
    Optional<Kind> in(String value) {
        if (secrets.stream().anyMatch(secret -> holds(value, secret))) {
            return Optional.of(Kind.SECRET);
        }
        return runs(value).stream().anyMatch(runs::contains) ? Optional.of(Kind.CONTENT) : Optional.empty();
    }

    private static boolean holds(String value, String secret) {
        for (int at = value.indexOf(secret); at >= 0; at = value.indexOf(secret, at + 1)) {
            if (!isWord(value, at - 1) && !isWord(value, at + secret.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWord(String value, int at) {
        return at >= 0 && at < value.length() && Character.isLetterOrDigit(value.charAt(at));
    }

    /** A shorter text is one run of its own. */
    private static List<String> runs(String text) {
        List<String> words = WORD.splitAsStream(text.replace("\\n", " ").toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .toList();
        List<String> runs = new ArrayList<>();
        for (int i = 0; i + WORDS <= words.size(); i++) {
            runs.add(String.join(" ", words.subList(i, i + WORDS)));
        }
        return words.isEmpty() || words.size() >= WORDS ? runs : List.of(String.join(" ", words));
    }

    /** Without what it holds. */
    @Override
    public String toString() {
        return "Confidential[" + secrets() + " secrets, " + texts + " texts]";
    }
}
