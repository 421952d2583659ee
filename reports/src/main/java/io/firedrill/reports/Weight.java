package io.firedrill.reports;

import java.util.Optional;
import java.util.Set;

/** How much a check counts, and how far one broken promise of it limits the whole score. */
enum Weight {
    CRITICAL(40),
    IMPORTANT(30),
    NORMAL(20);

    /** Those that weigh more than most. */
    private static final Set<String> WEIGHTY = Set.of(
            "A02", "A09", "A10", "A13", "A14", "A16", "A18", "A19", "A20", "S01", "S02", "S03", "S04", "S05", "S06",
            "N02", "N03", "N04", "N05", "T01", "T07", "T12", "L01", "L02", "L08", "M01", "M02", "M03", "M04", "M06",
            "X01", "X02", "X03");

    private final int points;

    Weight(int points) {
        this.points = points;
    }

    int points() {
        return points;
    }

    /** Unknown checks weigh normally, so that a new one can be added before it is weighed. */
    static Weight of(String check) {
        return switch (check) {
            case "A01", "A05", "A17", "N01" -> CRITICAL;
            default -> WEIGHTY.contains(check) ? IMPORTANT : NORMAL;
        };
    }

    /** What a broken promise of a check means for the people on call, if that outweighs the rest. */
    enum Limit {
        MISSED(49, "an outage went unnoticed, or was noticed too late"),
        UNDELIVERED(59, "an alert did not reach the people it is meant for"),
        NOISY(74, "people were told what they should not be told");

        private final int score;
        private final String reason;

        Limit(int score, String reason) {
            this.score = score;
            this.reason = reason;
        }

        int score() {
            return score;
        }

        String reason() {
            return reason;
        }

        /** No check at all stands for a drill that proved nothing: it could have shown the worst. */
        static Optional<Limit> of(String check) {
            return switch (check) {
                case "", "A01", "A13", "A17", "A20" -> Optional.of(MISSED);
                case "A05", "N01", "N02", "N03", "N04", "N05", "S02", "S03" -> Optional.of(UNDELIVERED);
                case "A02", "A07", "A08", "A10", "A11", "A14", "A15", "A16", "A19", "S01", "S04", "S05" ->
                    Optional.of(NOISY);
                default -> Optional.empty();
            };
        }
    }
}
