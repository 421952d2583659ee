package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.SOURCE;
import static io.firedrill.assertions.Fixture.failing;
import static io.firedrill.assertions.Fixture.s;
import static io.firedrill.assertions.Fixture.text;
import static io.firedrill.assertions.Fixture.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.Gap;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.error.ErrorEvent;
import io.firedrill.evidence.error.ErrorEvidence;
import io.firedrill.evidence.traffic.LedgerEntry;
import io.firedrill.evidence.verdict.Verdict.Broken;
import io.firedrill.evidence.verdict.Verdict.Inconclusive;
import io.firedrill.evidence.verdict.Verdict.Kept;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** From 10 s to 30 s two hundred requests fail. */
class ReportedErrorsTest {
    private static final Promise REPORTED = ErrorPromises.failuresAreReported("failing", "shop@1", "production");
    private static final Promise GROUPED = ErrorPromises.repeatsAreGrouped("failing", 1);
    private static final Promise PRIVATE = ErrorPromises.reportsArePrivate();
    private static final Promise TOLD = ErrorPromises.lossIsTold("failing");

    private static ErrorEvent report(LedgerEntry request) {
        return new ErrorEvent(
                request.spanId(),
                request.end(),
                "issue",
                "Unavailable: the provider answered 503",
                Optional.of("shop@1"),
                Optional.of("production"),
                Optional.of(request.traceId()),
                List.of());
    }

    private static ErrorEvent with(ErrorEvent event, String issue, Optional<String> release, String... leaks) {
        return new ErrorEvent(
                event.id(),
                event.at(),
                issue,
                event.title(),
                release,
                event.environment(),
                event.traceId(),
                List.of(leaks));
    }

    private static Fixture reporting(long most, Map<String, Long> discarded, UnaryOperator<ErrorEvent> change) {
        Fixture fixture = failing();
        List<ErrorEvent> events = failures(fixture)
                .limit(most)
                .map(ReportedErrorsTest::report)
                .map(change)
                .toList();
        fixture.errors = new ErrorEvidence(true, events, discarded, SOURCE);
        return fixture;
    }

    private static Stream<LedgerEntry> failures(Fixture fixture) {
        return fixture.ledger.stream()
                .filter(entry -> entry.status().filter(status -> status >= 500).isPresent());
    }

    private static Fixture all(UnaryOperator<ErrorEvent> change) {
        return reporting(1000, Map.of(), change);
    }

    private static Fixture all() {
        return all(event -> event);
    }

    @Test
    void failures_that_are_all_reported_with_trace_release_and_environment_are_kept() {
        assertThat(text(REPORTED, all()))
                .isEqualTo(
                        "kept: expected each failed request to be reported with its trace, release shop@1 and environment"
                                + " production, but 200 failed requests and 200 reports of them []");
    }

    @Test
    void failure_that_is_not_reported_or_without_its_trace_is_broken() {
        assertThat(text(REPORTED, reporting(199, Map.of(), event -> event)))
                .startsWith("broken: ")
                .contains("199 of 200 failed requests were reported with its trace");
        assertThat(text(
                        REPORTED,
                        all(event -> new ErrorEvent(
                                event.id(),
                                event.at(),
                                event.issue(),
                                event.title(),
                                event.release(),
                                event.environment(),
                                Optional.of("another"),
                                List.of()))))
                .endsWith("[200 reports are there, without the trace of a request]");
    }

    @Test
    void report_of_another_release_or_of_none_is_broken() {
        assertThat(text(REPORTED, all(event -> with(event, "issue", Optional.empty()))))
                .contains("200 of 200 reports have release none and environment production");
    }

    @Test
    void repeats_that_are_one_issue_are_kept_and_each_of_its_own_is_broken() {
        assertThat(text(GROUPED, all()))
                .isEqualTo("kept: expected its errors to be 1 issue at most, but 200 errors are 1 issue []");
        assertThat(text(GROUPED, all(event -> with(event, event.id(), event.release()))))
                .startsWith("broken: expected its errors to be 1 issue at most, but 200 errors are 200 issues, e.g.")
                .contains("a fingerprint, or a text with an id in it");
    }

    @Test
    void reports_that_hold_nothing_private_are_kept_and_a_secret_or_a_person_is_broken() {
        assertThat(verdict(PRIVATE, all())).isInstanceOf(Kept.class);
        assertThat(text(
                        PRIVATE,
                        all(event -> with(
                                event,
                                "issue",
                                event.release(),
                                "a secret in context.header",
                                "a person in user.email"))))
                .startsWith("broken: ")
                .contains("a secret in context.header and a person in user.email");
    }

    @Test
    void errors_that_are_lost_and_told_are_kept_and_those_that_nobody_knows_of_are_broken() {
        assertThat(text(TOLD, reporting(150, Map.of("network_error", 50L), event -> event)))
                .contains("kept: ", "200 failed requests, 150 reported, 50 told to be dropped (network_error)");
        assertThat(text(TOLD, reporting(150, Map.of("network_error", 40L), event -> event)))
                .contains("broken: ", "of 10 nobody knows");
        assertThat(text(TOLD, all())).contains("inconclusive: ", "the outage lost nothing");
    }

    @Test
    void without_an_error_tracker_or_its_answer_or_failures_all_are_inconclusive() {
        Fixture unread = all();
        unread.gaps.add(new Gap(Witness.ERRORS, "it did not answer", SOURCE));
        for (Promise promise : List.of(REPORTED, GROUPED, PRIVATE, TOLD)) {
            assertThat(verdict(promise, failing())).as(promise.id()).isInstanceOf(Inconclusive.class);
            assertThat(verdict(promise, unread)).as(promise.id()).isInstanceOf(Inconclusive.class);
        }
        Fixture none = reporting(0, Map.of(), event -> event);
        assertThat(verdict(PRIVATE, none)).isInstanceOf(Inconclusive.class);
        assertThat(verdict(GROUPED, none)).isInstanceOf(Inconclusive.class);
        assertThat(verdict(REPORTED, none)).isInstanceOf(Broken.class);
    }

    @Test
    void few_failures_tell_nothing() {
        Fixture few = all();
        few.ledger.removeIf(entry -> entry.start().compareTo(s(10.5)) > 0);

        assertThat(verdict(REPORTED, few)).isInstanceOf(Inconclusive.class);
        assertThat(verdict(TOLD, few)).isInstanceOf(Inconclusive.class);
    }
}
