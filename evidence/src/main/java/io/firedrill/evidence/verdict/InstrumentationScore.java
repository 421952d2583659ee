package io.firedrill.evidence.verdict;

import java.util.List;

/**
 * How well one service is instrumented, by the Instrumentation Score specification 0.1
 * (github.com/instrumentation-score/spec): the passed share of all rules, each weighed by its impact. No rule of our own
 * counts, and rules that are not looked at are named, because without them the score may be incomplete.
 *
 * @param service its {@code service.name}
 * @param rules the rules that were looked at, by id
 * @param left the ids of the specification's rules that were not
 */
public record InstrumentationScore(String service, List<Rule> rules, List<String> left) {
    /** Copies the lists. */
    public InstrumentationScore {
        rules = List.copyOf(rules);
        left = List.copyOf(left);
    }

    /**
     * One rule.
     *
     * @param id as in the specification, e.g. {@code RES-001}
     * @param weight of its impact: 40 critical, 30 important, 20 normal, 10 low
     * @param finding what does not hold, with a first example; empty if it passed
     */
    public record Rule(String id, int weight, String finding) {
        /**
         * Whether it holds.
         *
         * @return true without a finding
         */
        public boolean passed() {
            return finding.isEmpty();
        }
    }

    /**
     * The score.
     *
     * @return 0 to 100; 0 if no rule was looked at
     */
    public double value() {
        double all = rules.stream().mapToInt(Rule::weight).sum();
        double passed =
                rules.stream().filter(Rule::passed).mapToInt(Rule::weight).sum();
        return all == 0 ? 0 : 100 * passed / all;
    }

    /**
     * The score in words.
     *
     * @return {@code Excellent} from 90, {@code Good} from 75, {@code Needs Improvement} from 50, else {@code Poor}
     */
    public String category() {
        double value = value();
        return value >= 90 ? "Excellent" : value >= 75 ? "Good" : value >= 50 ? "Needs Improvement" : "Poor";
    }
}
