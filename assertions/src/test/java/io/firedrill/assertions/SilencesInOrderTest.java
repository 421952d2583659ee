package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.SOURCE;
import static io.firedrill.assertions.Fixture.healthy;
import static io.firedrill.assertions.Fixture.s;
import static io.firedrill.assertions.Fixture.text;
import static io.firedrill.assertions.Fixture.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.Witness;
import io.firedrill.evidence.alert.SilenceSighting;
import io.firedrill.evidence.verdict.Verdict.Broken;
import io.firedrill.evidence.verdict.Verdict.Inconclusive;
import io.firedrill.evidence.verdict.Verdict.Kept;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The drill makes one silence, "maintenance", from 20 s to 40 s, and is watched for 60 s. */
class SilencesInOrderTest {
    private static final Promise ORDER = CoveragePromises.silencesAreInOrder(s(30));
    private static final String EXPECTED =
            "expected each to have an author, a comment and an end within 30s, and none to be left over, but ";

    private static Fixture with(SilenceSighting... sightings) {
        Fixture fixture = healthy().silence(20, 40);
        fixture.standing.addAll(List.of(sightings));
        return fixture;
    }

    private static SilenceSighting seen(String id, double to, String author, String comment, String state) {
        return new SilenceSighting(
                id, List.of("job=\"inference\""), s(20), s(to), author, comment, s(20), s(60), state, SOURCE);
    }

    private static SilenceSighting ours() {
        return seen("id-1", 40, "release-bot", "Planned maintenance.", "expired");
    }

    @Test
    void silence_with_author_comment_and_end_is_kept() {
        assertThat(text(ORDER, with(ours())))
                .isEqualTo("kept: " + EXPECTED + "1 silence: \"maintenance\" of release-bot until t+40.0s (over) []");
    }

    @Test
    void silence_without_author_or_comment_is_broken() {
        assertThat(text(ORDER, with(seen("id-1", 40, "release-bot", " ", "expired"))))
                .isEqualTo("broken: " + EXPECTED
                        + "\"maintenance\" has no comment [whoever finds it must know whom to ask, and when it ends]");
        assertThat(text(ORDER, with(seen("id-1", 40, "", "", "expired"))))
                .contains("broken: ", "\"maintenance\" has no author and has no comment");
    }

    @Test
    void silence_that_lasts_too_long_is_broken() {
        assertThat(text(ORDER, with(seen("id-1", 50.1, "me", "why", "expired"))))
                .contains("broken: ", "\"maintenance\" lasts 30.1s");
        assertThat(verdict(ORDER, with(seen("id-1", 50, "me", "why", "expired"))))
                .isInstanceOf(Kept.class);
    }

    @Test
    void silence_that_outlasts_its_plan_is_broken() {
        assertThat(text(ORDER, with(seen("id-1", 45, "me", "why", "active"))))
                .contains("broken: ", "\"maintenance\" still stood at t+60.0s, and was to end at t+40.0s");
    }

    /** It may stand as long as it was planned to, also when the drill ends before. */
    @Test
    void silence_that_is_not_over_yet_is_kept() {
        Fixture fixture = healthy().silence(50, 70);
        fixture.standing.add(seen("id-1", 45, "me", "why", "active"));
        assertThat(verdict(ORDER, fixture)).isInstanceOf(Kept.class);
    }

    @Test
    void silence_of_somebody_else_that_still_stands_is_broken() {
        assertThat(text(ORDER, with(ours(), seen("id-0", 40, "me", "why", "active"))))
                .contains("broken: ", "id-0 job=\"inference\" is not of this drill and still stood at its end");
        assertThat(verdict(ORDER, with(ours(), seen("id-0", 40, "me", "why", "pending"))))
                .isInstanceOf(Broken.class);
        assertThat(verdict(ORDER, with(ours(), seen("id-0", 40, "me", "why", "expired"))))
                .isInstanceOf(Kept.class);
    }

    @Test
    void nothing_to_look_at_is_inconclusive() {
        assertThat(text(ORDER, healthy())).isEqualTo("inconclusive: " + EXPECTED + "there was none to look at []");
        assertThat(text(ORDER, with(seen("id-0", 40, "me", "why", "expired"))))
                .contains("inconclusive: ", "silence \"maintenance\" was made and never seen");
    }

    @Test
    void deaf_alertmanager_is_inconclusive_unless_something_was_seen_to_be_wrong() {
        assertThat(verdict(ORDER, with(ours()).gap(Witness.ALERTMANAGER))).isInstanceOf(Inconclusive.class);
        assertThat(verdict(ORDER, with(seen("id-1", 40, "", "", "active")).gap(Witness.ALERTMANAGER)))
                .isInstanceOf(Broken.class);
    }
}
