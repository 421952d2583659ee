package io.firedrill.stacks;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the known name that somebody most likely meant. Thread-safe. */
public final class Nearest {
    private Nearest() {}

    /**
     * The known name with the smallest edit distance.
     *
     * @param written what was written
     * @param known the names that would have been understood
     * @return the nearest one, or empty when none is known
     */
    public static Optional<String> to(String written, Collection<String> known) {
        return known.stream().sorted().min(Comparator.comparingInt(name -> distance(written, name)));
    }

    /**
     * The end of a message about an unknown name.
     *
     * @param written what was written
     * @param known the names that would have been understood
     * @return {@code "; did you mean 'x'?"}, or nothing when no name is known
     */
    public static String hint(String written, Collection<String> known) {
        return to(written, known).map(name -> "; did you mean '" + name + "'?").orElse("");
    }

    /** Levenshtein's distance, on two rows. */
    static int distance(String left, String right) {
        int[] previous = new int[right.length() + 1];
        for (int column = 0; column <= right.length(); column++) {
            previous[column] = column;
        }
        for (int row = 1; row <= left.length(); row++) {
            int[] current = new int[right.length() + 1];
            current[0] = row;
            for (int column = 1; column <= right.length(); column++) {
                int replaced = previous[column - 1] + (left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(replaced, 1 + Math.min(previous[column], current[column - 1]));
            }
            previous = current;
        }
        return previous[right.length()];
    }
}
