package io.firedrill.assertions.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.endpoint.CertificateSighting;
import io.firedrill.evidence.endpoint.CertificateSighting.Protection;
import io.firedrill.evidence.endpoint.EndpointSighting;
import io.firedrill.evidence.endpoint.EndpointSighting.Answer;
import io.firedrill.evidence.endpoint.EndpointSighting.Leak;
import io.firedrill.evidence.endpoint.EndpointSighting.Question;
import io.firedrill.evidence.endpoint.EndpointSighting.Switch;
import io.firedrill.evidence.endpoint.SystemSighting;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Judgement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExposuresTest {
    private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");
    private static final String URL = "https://prometheus.example.com";
    private static final Question ANSWERED = question(Answer.GIVEN, "answered");
    private static final Question REFUSED = question(Answer.REFUSED, "401 Unauthorized");
    private static final List<Switch> OFF =
            List.of(new Switch("web.enable-admin-api", "false"), new Switch("web.enable-lifecycle", "false"));
    private static final CertificateSighting GOOD = certificate(90, Optional.empty());

    private static Question question(Answer answer, String told) {
        return new Question("queries", URL + "/api/v1/query?query=time()", answer, told);
    }

    private static CertificateSighting certificate(int days, Optional<String> problem) {
        return new CertificateSighting(
                Protection.TLS,
                "TLSv1.3",
                "CN=prometheus",
                Optional.of(NOW.minus(Duration.ofDays(30))),
                Optional.of(NOW.plus(Duration.ofDays(days))),
                problem);
    }

    private static CertificateSighting without(Protection protection, String problem) {
        return new CertificateSighting(
                protection,
                "",
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.of(problem).filter(text -> !text.isEmpty()));
    }

    private static String verdict(
            Check check,
            Question own,
            Question anybody,
            CertificateSighting certificate,
            List<Switch> switches,
            int texts,
            Leak... leaks) {
        EndpointSighting endpoint = new EndpointSighting(
                "prometheus",
                "prometheus",
                URL,
                Optional.of("3.16.0"),
                Optional.empty(),
                List.of(own),
                Optional.of(anybody),
                certificate,
                switches,
                texts,
                List.of(leaks));
        SystemSighting system = new SystemSighting("Staging", NOW, List.of(endpoint));
        Judgement judgement = Exposures.judge(system).stream()
                .filter(each -> each.check() == check)
                .findFirst()
                .orElseThrow();
        return judgement.verdict().word() + ": " + judgement.verdict().actual();
    }

    private static String anonymous(Question own, Question anybody) {
        return verdict(Check.X01, own, anybody, GOOD, OFF, 9);
    }

    private static String shows(CertificateSighting certificate) {
        return verdict(Check.X04, ANSWERED, REFUSED, certificate, OFF, 9);
    }

    @Test
    void endpoint_that_answers_us_and_refuses_anybody_is_kept() {
        assertThat(anonymous(ANSWERED, REFUSED)).isEqualTo("kept: answered 401 Unauthorized, and to us answered");
    }

    @Test
    void endpoint_that_answers_anybody_is_broken_also_if_it_refuses_us() {
        assertThat(anonymous(ANSWERED, ANSWERED))
                .isEqualTo("broken: answered " + URL
                        + "/api/v1/query?query=time() to somebody who shows nothing: answered");
        assertThat(anonymous(REFUSED, ANSWERED)).startsWith("broken: ");
    }

    @Test
    void refusal_proves_nothing_where_nobody_is_answered() {
        assertThat(anonymous(REFUSED, REFUSED))
                .isEqualTo("inconclusive: does not answer " + URL
                        + "/api/v1/query?query=time() to us either: 401 Unauthorized");
        assertThat(anonymous(ANSWERED, question(Answer.FAILED, "no answer: timeout")))
                .isEqualTo("inconclusive: neither answered nor refused somebody who shows nothing: no answer: timeout");
    }

    @Test
    void tunnel_hides_who_may_ask() {
        assertThat(verdict(Check.X01, ANSWERED, ANSWERED, without(Protection.LOOPBACK, ""), OFF, 9))
                .startsWith("inconclusive: is asked on this machine");
    }

    @Test
    void flag_that_lets_anybody_change_it_is_broken_and_silence_is_inconclusive() {
        List<Switch> on = List.of(new Switch("web.enable-admin-api", "true"), OFF.get(1));
        assertThat(verdict(Check.X02, ANSWERED, REFUSED, GOOD, on, 9))
                .isEqualTo("broken: was started with --web.enable-admin-api");
        assertThat(verdict(Check.X02, ANSWERED, REFUSED, GOOD, OFF, 9)).isEqualTo("kept: says that both are off");
        assertThat(verdict(Check.X02, ANSWERED, REFUSED, GOOD, List.of(), 9))
                .isEqualTo("inconclusive: does not tell its flags");
        assertThat(verdict(Check.X02, ANSWERED, REFUSED, GOOD, OFF.subList(0, 1), 9))
                .startsWith("inconclusive: ");
    }

    @Test
    void secret_that_is_told_is_broken_and_where_nothing_was_searched_nothing_is_kept() {
        Leak leak = new Leak("/api/v1/status/config", "a password in a URL", "line 7");
        assertThat(verdict(Check.X03, ANSWERED, REFUSED, GOOD, OFF, 9, leak))
                .isEqualTo("broken: tells a password in a URL at /api/v1/status/config, line 7");
        assertThat(verdict(Check.X03, ANSWERED, REFUSED, GOOD, OFF, 9)).isEqualTo("kept: none was found in 9 texts");
        assertThat(verdict(Check.X03, REFUSED, REFUSED, GOOD, OFF, 0))
                .isEqualTo("inconclusive: told nothing that could be searched");
    }

    @Test
    void certificate_must_be_good_for_a_fortnight() {
        assertThat(shows(GOOD)).isEqualTo("kept: shows one that is good for another 90 days");
        assertThat(shows(certificate(14, Optional.empty()))).startsWith("kept: ");
        assertThat(shows(certificate(13, Optional.empty()))).startsWith("broken: shows one that ends in 13 days, at ");
        assertThat(shows(certificate(90, Optional.of("nobody who is trusted has signed it"))))
                .isEqualTo("broken: shows a certificate for CN=prometheus, but nobody who is trusted has signed it");
    }

    @Test
    void way_without_tls_is_broken_over_a_network_and_unclear_where_it_cannot_be_seen() {
        assertThat(shows(without(Protection.NONE, ""))).isEqualTo("broken: is reached without TLS");
        assertThat(shows(without(Protection.LOOPBACK, ""))).startsWith("inconclusive: is asked on this machine");
        assertThat(shows(without(Protection.UNKNOWN, "timeout"))).isEqualTo("inconclusive: made no handshake: timeout");
    }

    @Test
    void configurations_in_files_are_judged_by_the_secrets_in_them_alone() {
        assertThat(written(12)).containsExactly("X03-workspace kept: none was found in 12 texts");
        assertThat(written(12, new Leak("alertmanager.yml", "a secret by name", "line 7")))
                .containsExactly("X03-workspace broken: tells a secret by name at alertmanager.yml, line 7");
        assertThat(written(0)).containsExactly("X03-workspace inconclusive: told nothing that could be searched");
    }

    private static List<String> written(int texts, Leak... leaks) {
        EndpointSighting workspace = new EndpointSighting(
                "workspace",
                "workspace",
                "firedrill.yaml",
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                without(Protection.UNKNOWN, ""),
                List.of(),
                texts,
                List.of(leaks));
        return Exposures.judge(new SystemSighting("Ours", NOW, List.of(workspace))).stream()
                .map(each -> each.id() + " " + each.verdict().word() + ": "
                        + each.verdict().actual())
                .toList();
    }
}
