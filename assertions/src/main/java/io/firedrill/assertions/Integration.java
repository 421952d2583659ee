package io.firedrill.assertions;

import io.firedrill.evidence.verdict.Check;
import java.util.Optional;
import java.util.stream.Stream;

/** The ways to tell somebody that have a check of their own. */
enum Integration {
    WEBHOOK("webhook", "a webhook", Check.N01),
    SLACK("slack", "Slack", Check.N02),
    EMAIL("email", "mail", Check.N03),
    PAGERDUTY("pagerduty", "PagerDuty", Check.N04);

    private final String kind;
    private final String word;
    private final Check check;

    Integration(String kind, String word, Check check) {
        this.kind = kind;
        this.word = word;
        this.check = check;
    }

    static Optional<Integration> of(String kind) {
        return Stream.of(values()).filter(each -> each.kind.equals(kind)).findFirst();
    }

    /** What Alertmanager calls it. */
    String kind() {
        return kind;
    }

    /** What people call it. */
    String word() {
        return word;
    }

    /** Which check says whether it delivers. */
    Check check() {
        return check;
    }
}
