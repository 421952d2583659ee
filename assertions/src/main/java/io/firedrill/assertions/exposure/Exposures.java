package io.firedrill.assertions.exposure;

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
import io.firedrill.evidence.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** X01 to X04: pure functions of what was found. */
public final class Exposures {
    /** A certificate that is to be renewed by hand must not surprise anybody over the holidays. */
    private static final Duration SOON = Duration.ofDays(14);

    private static final String ENTRY = "entry";
    private static final String PROMETHEUS = "prometheus";

    /** Configurations in files: nobody answers there. */
    private static final String WORKSPACE = "workspace";

    /** Whose configuration may hold secrets. */
    private static final Set<String> CONFIGURED = Set.of(PROMETHEUS, "alertmanager", WORKSPACE);

    private Exposures() {}

    /**
     * Judges every endpoint of a system.
     *
     * @param system what was found
     * @return in the order of the endpoints, for each the checks that concern it
     */
    public static List<Judgement> judge(SystemSighting system) {
        List<Judgement> judgements = new ArrayList<>();
        for (int i = 0; i < system.endpoints().size(); i++) {
            EndpointSighting endpoint = system.endpoints().get(i);
            String pointer = "/endpoints/" + i;
            boolean answers = !endpoint.kind().equals(WORKSPACE);
            if (answers && !endpoint.kind().equals(ENTRY)) {
                judgements.add(judgement(Check.X01, endpoint, anonymous(endpoint, pointer)));
            }
            if (endpoint.kind().equals(PROMETHEUS)) {
                judgements.add(judgement(Check.X02, endpoint, switches(endpoint, pointer)));
            }
            if (CONFIGURED.contains(endpoint.kind())) {
                judgements.add(judgement(Check.X03, endpoint, secrets(endpoint, pointer)));
            }
            if (answers) {
                judgements.add(judgement(Check.X04, endpoint, certificate(endpoint, system.at(), pointer)));
            }
        }
        return judgements;
    }

    private static Judgement judgement(Check check, EndpointSighting endpoint, Verdict verdict) {
        String subject = endpoint.kind().equals(WORKSPACE)
                ? "the configurations of the workspace"
                : "endpoint " + endpoint.name();
        return new Judgement(check + "-" + endpoint.name(), check, subject, verdict);
    }

    /** To be refused means something only where somebody else is answered. */
    private static Verdict anonymous(EndpointSighting endpoint, String pointer) {
        String expected = "to refuse whoever does not say who they are";
        List<String> pointers = List.of(pointer + "/anonymous", pointer + "/questions/0");
        Question own = endpoint.questions().get(0);
        Question anybody = endpoint.anonymous().orElse(own);
        if (endpoint.certificate().protection() == Protection.LOOPBACK) {
            return new Verdict.Inconclusive(
                    expected,
                    "is asked on this machine: who may ask at the far end of a tunnel cannot be seen",
                    "name the URL that others use",
                    pointers);
        }
        if (anybody.answer() == Answer.GIVEN) {
            return new Verdict.Broken(
                    expected,
                    "answered " + anybody.url() + " to somebody who shows nothing: " + anybody.told(),
                    "put authentication before it, or close the network to everybody else",
                    pointers);
        }
        return refused(expected, own, anybody, pointers);
    }

    private static Verdict refused(String expected, Question own, Question anybody, List<String> pointers) {
        if (own.answer() != Answer.GIVEN) {
            return new Verdict.Inconclusive(
                    expected,
                    "does not answer " + own.url() + " to us either: " + own.told(),
                    "correct the URL or what is shown",
                    pointers);
        }
        return anybody.answer() == Answer.REFUSED
                ? new Verdict.Kept(expected, "answered " + anybody.told() + ", and to us " + own.told(), "", pointers)
                : new Verdict.Inconclusive(
                        expected,
                        "neither answered nor refused somebody who shows nothing: " + anybody.told(),
                        "",
                        pointers);
    }

    private static Verdict switches(EndpointSighting endpoint, String pointer) {
        String expected = "not to be changed by whoever can reach it: no admin API, no reload and quit";
        List<String> pointers = List.of(pointer + "/switches");
        List<String> on = endpoint.switches().stream()
                .filter(each -> each.value().equals("true"))
                .map(Switch::name)
                .toList();
        if (!on.isEmpty()) {
            return new Verdict.Broken(
                    expected,
                    "was started with " + on.stream().map(each -> "--" + each).collect(Collectors.joining(" and ")),
                    "start it without, or let a proxy refuse /api/v1/admin and /-/",
                    pointers);
        }
        return endpoint.switches().stream()
                                .filter(each -> each.value().equals("false"))
                                .count()
                        == 2
                ? new Verdict.Kept(expected, "says that both are off", "", pointers)
                : new Verdict.Inconclusive(
                        expected, "does not tell its flags", "let it answer /api/v1/status/flags", pointers);
    }

    private static Verdict secrets(EndpointSighting endpoint, String pointer) {
        String expected = "to tell no secret";
        List<String> pointers = List.of(pointer + "/leaks");
        if (!endpoint.leaks().isEmpty()) {
            return new Verdict.Broken(
                    expected,
                    "tells "
                            + endpoint.leaks().stream()
                                    .map(Exposures::told)
                                    .distinct()
                                    .collect(Collectors.joining(", ")),
                    "take it out, exchange it, and name a file or a variable in its place",
                    pointers);
        }
        return endpoint.texts() == 0
                ? new Verdict.Inconclusive(expected, "told nothing that could be searched", "", pointers)
                : new Verdict.Kept(expected, "none was found in " + endpoint.texts() + " texts", "", pointers);
    }

    private static String told(Leak leak) {
        return leak.what() + " at " + leak.where() + (leak.place().isEmpty() ? "" : ", " + leak.place());
    }

    private static Verdict certificate(EndpointSighting endpoint, Instant now, String pointer) {
        String expected = "to prove who it is, for another %d days at least".formatted(SOON.toDays());
        List<String> pointers = List.of(pointer + "/certificate");
        CertificateSighting seen = endpoint.certificate();
        return switch (seen.protection()) {
            case NONE ->
                new Verdict.Broken(
                        expected, "is reached without TLS", "put TLS before it, and name its https URL", pointers);
            case LOOPBACK ->
                new Verdict.Inconclusive(
                        expected,
                        "is asked on this machine, without TLS: where a tunnel leads cannot be seen",
                        "name the URL that others use",
                        pointers);
            case UNKNOWN ->
                new Verdict.Inconclusive(
                        expected, "made no handshake: " + seen.problem().orElse("no answer"), "", pointers);
            case TLS -> shown(expected, seen, now, pointers);
        };
    }

    private static Verdict shown(String expected, CertificateSighting seen, Instant now, List<String> pointers) {
        Instant end = seen.validTo().orElse(now);
        if (seen.problem().isPresent()) {
            return new Verdict.Broken(
                    expected,
                    "shows a certificate for " + seen.subject() + ", but "
                            + seen.problem().get(),
                    "renew it, or name who signs it as ca",
                    pointers);
        }
        Duration left = Duration.between(now, end);
        return left.compareTo(SOON) < 0
                ? new Verdict.Broken(
                        expected,
                        "shows one that ends in %d days, at %s".formatted(left.toDays(), end),
                        "renew it",
                        pointers)
                : new Verdict.Kept(
                        expected, "shows one that is good for another %d days".formatted(left.toDays()), "", pointers);
    }
}
