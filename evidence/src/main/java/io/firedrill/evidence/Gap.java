package io.firedrill.evidence;

import java.time.Duration;
import java.util.Optional;

/**
 * A witness that was deaf for a while, so that its silence proves nothing. A promise that leans on this witness is
 * inconclusive, unless it is about that very outage.
 *
 * @param witness who could not be asked
 * @param reason what went wrong, in one line
 * @param source what was asked
 * @param outage when it did not answer; empty for something else that could not be read
 */
public record Gap(Witness witness, String reason, Source source, Optional<Outage> outage) {
    /**
     * Something that could not be read.
     *
     * @param witness who could not be asked
     * @param reason what went wrong, in one line
     * @param source what was asked
     */
    public Gap(Witness witness, String reason, Source source) {
        this(witness, reason, source, Optional.empty());
    }

    /**
     * Whether the drill itself caused it.
     *
     * @return true for an outage that lies within a fault of the drill on that very process
     */
    public boolean planned() {
        return outage.flatMap(Outage::fault).isPresent();
    }

    /**
     * When a witness did not answer.
     *
     * @param from its last answer before
     * @param to its first answer after, or the end of observation
     * @param fault the name of the drill's fault that explains the whole of it; empty for an outage nobody planned
     */
    public record Outage(Duration from, Duration to, Optional<String> fault) {}
}
