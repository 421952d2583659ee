package io.firedrill.evidence.endpoint;

import java.util.List;
import java.util.Optional;

/**
 * One endpoint, as it was found.
 *
 * @param name how its file calls it, e.g. {@code alertmanager-1}
 * @param kind what it was asked as, e.g. {@code prometheus}
 * @param url its base URL
 * @param version the product and its version, in its own words; empty if it does not tell
 * @param clock how far its clock is off; empty if it does not tell
 * @param questions what it was asked by somebody who shows what the file says, at least one; the first is the plainest
 * @param anonymous how it answers the first of them to somebody who shows nothing; empty where nobody need show anything
 * @param certificate what it shows in the TLS handshake, or why there is none
 * @param switches settings that decide who may do what, as it tells them
 * @param texts how many texts that everybody may read there were searched for secrets
 * @param leaks the secrets that were found
 */
public record EndpointSighting(
        String name,
        String kind,
        String url,
        Optional<String> version,
        Optional<ClockDifference> clock,
        List<Question> questions,
        Optional<Question> anonymous,
        CertificateSighting certificate,
        List<Switch> switches,
        int texts,
        List<Leak> leaks) {
    /** Copies the lists. */
    public EndpointSighting {
        questions = List.copyOf(questions);
        switches = List.copyOf(switches);
        leaks = List.copyOf(leaks);
    }

    /**
     * One question.
     *
     * @param topic what was asked for, e.g. {@code rules}
     * @param url where
     * @param answer what came of it
     * @param told in words, e.g. {@code 23 alerting rules} or {@code 401 Unauthorized}
     */
    public record Question(String topic, String url, Answer answer, String told) {}

    /** What came of a question. */
    public enum Answer {
        /** It was answered. */
        GIVEN,
        /** Who asks may not know, or must prove who they are: 401, 403, a way to a login, a failed handshake. */
        REFUSED,
        /** Nothing like it is there: 404, 405, 501. */
        ABSENT,
        /** There was no answer, or one that means nothing. */
        FAILED
    }

    /**
     * A setting.
     *
     * @param name as the product calls it, e.g. {@code web.enable-admin-api}
     * @param value as it tells it, e.g. {@code false}
     */
    public record Switch(String name, String value) {}

    /**
     * A secret where everybody may read it. The secret itself is not kept.
     *
     * @param where the page, e.g. {@code /api/v1/status/config}
     * @param what what kind of secret, e.g. {@code a password in a URL}
     * @param place which line of it, e.g. {@code line 42}; empty where there is only one
     */
    public record Leak(String where, String what, String place) {}

    /**
     * What came of a question of this topic.
     *
     * @param topic as asked
     * @return true if it was answered
     */
    public boolean gives(String topic) {
        return questions.stream().anyMatch(each -> each.topic().equals(topic) && each.answer() == Answer.GIVEN);
    }
}
