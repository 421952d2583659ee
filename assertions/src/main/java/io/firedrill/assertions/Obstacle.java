package io.firedrill.assertions;

import java.util.List;

/** Why a promise could not be looked at: something upstream of it failed. */
record Obstacle(String actual, String hint, List<String> evidence) {
    Obstacle {
        evidence = List.copyOf(evidence);
    }
}
