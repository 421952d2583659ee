package io.firedrill.evidence;

import java.util.List;

/**
 * What was said in confidence, and stands in telemetry all the same. It is looked for while a drill is recorded, and covered
 * before anything is kept: this says where it stood, and never what it was.
 *
 * @param spans how many spans were searched, with their events and resources
 * @param series how many series of metrics were searched, by their labels
 * @param secrets how many keys, passwords and tokens were looked for
 * @param texts how many prompts and answers were looked for
 * @param findings where something was found, most frequent first
 */
public record Disclosures(int spans, int series, int secrets, int texts, List<Finding> findings) {
    /** Copies the list. */
    public Disclosures {
        findings = List.copyOf(findings);
    }

    /** What was found. */
    public enum Kind {
        /** A key, password or token of the workspace. */
        SECRET,
        /** Text that went to the model or came from it. */
        CONTENT
    }

    /**
     * One place in which something stood.
     *
     * @param kind what it was
     * @param where {@code span}, {@code event}, {@code resource} or {@code metric}
     * @param service whose it is: a {@code service.name}, or the job of a metric
     * @param name of the span, event or metric; empty for a resource
     * @param attribute the attribute or label
     * @param times in how many of them
     * @param example a trace id, or empty for a metric
     */
    public record Finding(
            Kind kind, String where, String service, String name, String attribute, int times, String example) {}
}
