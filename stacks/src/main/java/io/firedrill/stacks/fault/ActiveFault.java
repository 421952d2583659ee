package io.firedrill.stacks.fault;

import io.firedrill.evidence.Source;
import io.firedrill.evidence.traffic.FaultRecord;
import io.firedrill.stacks.StackException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** A fault in force, until it is reverted by hand, by its lease, or with the JVM. Thread-safe. */
public final class ActiveFault implements AutoCloseable {
    private final String target;
    private final Fault fault;
    private final Injection injection;
    private final Consumer<ActiveFault> onRevert;
    private final Instant appliedAt;
    private Optional<Instant> revertingAt = Optional.empty();
    private Optional<Instant> revertedAt = Optional.empty();

    /** Applies the fault. What is killed, or broken by a command, may be from the moment that it is told; other injectors confirm. */
    ActiveFault(String target, Fault fault, Injection injection, Consumer<ActiveFault> onRevert) {
        this.target = target;
        this.fault = fault;
        this.injection = injection;
        this.onRevert = onRevert;
        Instant told = Instant.now();
        injection.apply();
        this.appliedAt = injection.countsFromTold() ? told : Instant.now();
    }

    /**
     * Ends the fault. Once it has ended, calling again changes nothing.
     *
     * @return when the injector confirmed the end: the same for every call
     * @throws StackException if the injector does not confirm it; the fault stays in force, calling again tries again
     */
    public synchronized Instant revert() {
        if (revertedAt.isEmpty()) {
            revertingAt = revertingAt.or(() -> Optional.of(Instant.now()));
            injection.revert();
            revertedAt = Optional.of(Instant.now());
            onRevert.accept(this);
        }
        return revertedAt.get();
    }

    /** The same as {@link #revert()}. */
    @Override
    public void close() {
        revert();
    }

    /**
     * What is broken.
     *
     * @return the link or process
     */
    public String target() {
        return target;
    }

    /**
     * How it is broken.
     *
     * @return the fault
     */
    public Fault fault() {
        return fault;
    }

    /**
     * When it took effect.
     *
     * @return when the injector had confirmed it; of a kill or a command, when it was told
     */
    public Instant appliedAt() {
        return appliedAt;
    }

    /**
     * When it was gone.
     *
     * @return when the injector had confirmed it; empty while it is in force
     */
    public synchronized Optional<Instant> revertedAt() {
        return revertedAt;
    }

    /**
     * The call that applied it.
     *
     * @return method and URL, or what stands for it where there is none
     */
    public String locator() {
        return injection.locator();
    }

    /**
     * The fault as evidence.
     *
     * @param name what the drill calls it
     * @param zero the instant that offsets count from
     * @return its record
     * @throws IllegalStateException while it is in force
     */
    public synchronized FaultRecord toRecord(String name, Instant zero) {
        Instant end = revertedAt()
                .orElseThrow(() -> new IllegalStateException(
                        "fault " + fault.kind() + " on " + target + " is still in force: revert it first"));
        return new FaultRecord(
                name,
                fault.kind(),
                target,
                fault.describe(),
                fault.delay(),
                Duration.between(zero, appliedAt),
                Duration.between(zero, revertingAt.orElse(end)),
                Duration.between(zero, end),
                new Source(injection.system(), locator()),
                fault.share());
    }

    /** One way to break something and to mend it again. */
    interface Injection {
        /** Breaks it; returns when that is confirmed, and leaves nothing behind when it fails. */
        void apply();

        /** Mends it; returns when that is confirmed. */
        void revert();

        /** Whether it may be broken from the moment that this is told, and not only once it is confirmed. */
        default boolean countsFromTold() {
            return false;
        }

        /** Who does it. */
        String system();

        /** The call that does it. */
        String locator();
    }
}
