package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.verdict.Judgement;
import io.firedrill.evidence.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.annotation.CheckReturnValue;
import org.assertj.core.api.AbstractAssert;

/**
 * Promises about the evidence of a drill. Confined to one thread.
 */
public final class EvidenceAssert extends AbstractAssert<EvidenceAssert, Evidence> {
    private final List<Promise> promises = new ArrayList<>();

    EvidenceAssert(Evidence evidence) {
        super(evidence, EvidenceAssert.class);
    }

    /**
     * Collects promises about an alert.
     *
     * @param name the alert name
     * @param about what it promises
     * @return this; {@link #keepsItsPromises()} judges
     */
    @CheckReturnValue
    public EvidenceAssert alert(String name, Consumer<AlertPromises> about) {
        about.accept(new AlertPromises(AlertSelector.of(name), promises));
        return this;
    }

    /**
     * Collects promises about a silence.
     *
     * @param name what the drill calls it
     * @param about what it promises
     * @return this; {@link #keepsItsPromises()} judges
     */
    @CheckReturnValue
    public EvidenceAssert silence(String name, Consumer<SilencePromises> about) {
        about.accept(new SilencePromises(name, promises));
        return this;
    }

    /**
     * Collects promises about traces.
     *
     * @param path the way that requests take
     * @param about what their traces promise
     * @return this; {@link #keepsItsPromises()} judges
     */
    @CheckReturnValue
    public EvidenceAssert traces(TracePath path, Consumer<TracePromises> about) {
        about.accept(new TracePromises(path, promises));
        return this;
    }

    /**
     * Collects any promise, such as those of {@link Promises}.
     *
     * @param promise one more
     * @return this; {@link #keepsItsPromises()} judges
     */
    @CheckReturnValue
    public EvidenceAssert and(Promise promise) {
        promises.add(promise);
        return this;
    }

    /**
     * Judges all that was collected.
     *
     * @return this
     * @throws PromisesNotKeptError if any is broken or inconclusive, or none was made; tells all of them
     */
    public EvidenceAssert keepsItsPromises() {
        isNotNull();
        List<Judgement> judgements = Judge.judge(actual, promises);
        boolean kept = judgements.stream().allMatch(judgement -> judgement.verdict() instanceof Verdict.Kept);
        if (judgements.isEmpty() || !kept) {
            throw new PromisesNotKeptError(actual.drill().name(), judgements);
        }
        return this;
    }

    /**
     * Judges promises that were made elsewhere, and those collected here.
     *
     * @param more the promises, as a drill lists them
     * @return this
     * @throws PromisesNotKeptError if any is broken or inconclusive, or there is none; tells all of them
     */
    public EvidenceAssert keeps(List<? extends Promise> more) {
        promises.addAll(more);
        return keepsItsPromises();
    }
}
