package io.firedrill.assertions;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The most similar of several names, by edit distance. */
final class Nearest {
    private Nearest() {}

    /** The nearest name, if at most half of its letters differ. */
    static Optional<String> to(String wanted, Collection<String> names) {
        return names.stream()
                .filter(name -> 2 * distance(wanted, name) <= Math.max(wanted.length(), name.length()))
                .min(Comparator.<String>comparingInt(name -> distance(wanted, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
