package io.firedrill.evidence.verdict;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Locale;

/**
 * What became of a promise. Broken beats inconclusive beats kept, and nothing is kept because nothing was looked at.
 * Each says what was expected, what happened instead or indeed, a hint derived from the data (may be empty), and where
 * to look, as JSON pointers into the drill's evidence file, e.g. {@code /alerts/0}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "verdict")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Verdict.Kept.class, name = "kept"),
    @JsonSubTypes.Type(value = Verdict.Broken.class, name = "broken"),
    @JsonSubTypes.Type(value = Verdict.Inconclusive.class, name = "inconclusive")
})
public sealed interface Verdict {
    /**
     * What was promised.
     *
     * @return words that follow "expected", e.g. {@code to fire within 6s of fault "slow"}
     */
    String expected();

    /**
     * What was seen, or why nothing could be.
     *
     * @return words that follow "but" or "and indeed"
     */
    String actual();

    /**
     * What to do or where to look next, derived from the data.
     *
     * @return one sentence, or an empty string
     */
    String hint();

    /**
     * Where it can be seen.
     *
     * @return JSON pointers into the drill's evidence
     */
    List<String> evidence();

    /**
     * The verdict in one word.
     *
     * @return {@code kept}, {@code broken} or {@code inconclusive}
     */
    @JsonIgnore
    default String word() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /**
     * Looked, saw, and it held.
     *
     * @param expected what was promised
     * @param actual what was seen
     * @param hint empty, or something worth knowing
     * @param evidence JSON pointers
     */
    record Kept(String expected, String actual, String hint, List<String> evidence) implements Verdict {
        /** Copies the list. */
        public Kept {
            evidence = List.copyOf(evidence);
        }
    }

    /**
     * Looked, saw, and it did not hold.
     *
     * @param expected what was promised
     * @param actual what was seen instead
     * @param hint the likely cause, or empty
     * @param evidence JSON pointers
     */
    record Broken(String expected, String actual, String hint, List<String> evidence) implements Verdict {
        /** Copies the list. */
        public Broken {
            evidence = List.copyOf(evidence);
        }
    }

    /**
     * Could not be seen: a fault that did not bite, a deaf witness, a promise that matched nothing.
     *
     * @param expected what was promised
     * @param actual why it cannot be said
     * @param hint what would make it conclusive, or empty
     * @param evidence JSON pointers
     */
    record Inconclusive(String expected, String actual, String hint, List<String> evidence) implements Verdict {
        /** Copies the list. */
        public Inconclusive {
            evidence = List.copyOf(evidence);
        }
    }
}
