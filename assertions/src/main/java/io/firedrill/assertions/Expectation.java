package io.firedrill.assertions;

import io.firedrill.evidence.verdict.Verdict;
import java.util.List;

/** What a promise expects, in the words that follow "expected", and the verdicts it can end in. */
record Expectation(String text) {
    Verdict kept(String actual, List<String> evidence) {
        return new Verdict.Kept(text, actual, "", evidence);
    }

    Verdict broken(String actual, String hint, List<String> evidence) {
        return new Verdict.Broken(text, actual, hint, evidence);
    }

    Verdict unclear(String actual, String hint, List<String> evidence) {
        return new Verdict.Inconclusive(text, actual, hint, evidence);
    }

    Verdict unclear(Obstacle obstacle) {
        return unclear(obstacle.actual(), obstacle.hint(), obstacle.evidence());
    }
}
