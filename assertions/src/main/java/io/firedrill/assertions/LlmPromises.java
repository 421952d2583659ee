package io.firedrill.assertions;

import io.firedrill.evidence.Witness;
import io.firedrill.evidence.verdict.Check;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The promises about calls of LLMs, beside those in {@link Promises}. Thread-safe. */
public final class LlmPromises {
    private LlmPromises() {}

    /**
     * L01: metrics count the tokens that the answers told to the clients, once however often a call was tried.
     *
     * @param input the name of the counter reading of input tokens, e.g. of {@code gen_ai_client_token_usage_sum}
     * @param output the same for output tokens
     * @return the promise
     */
    public static Promise tokensAreCounted(String input, String output) {
        return new TokensCounted(input, output);
    }

    /**
     * L01: in each trace, the spans of the model's calls tell the tokens that the answer told to the client.
     *
     * @return the promise
     */
    public static Promise tokensAreTraced() {
        return new TokensTraced();
    }

    /**
     * L02: a counter adds up what the tokens cost. Inconclusive while the tokens themselves are wrong, which is L01's.
     *
     * @param cost the name of the counter reading, in USD
     * @param input as in {@link #tokensAreCounted}
     * @param output as in {@link #tokensAreCounted}
     * @param prices by model
     * @return the promise
     */
    public static Promise costIsTrue(String cost, String input, String output, Map<String, TokenPrice> prices) {
        return new CostTrue(cost, new TokensCounted(input, output), prices);
    }

    /**
     * L03: what remains of the provider's limits moves under traffic, and refusals are counted by their kind.
     *
     * @param remaining the names of the levels, one for each limit
     * @param refusals each kind of 429
     * @return the promise
     */
    public static Promise limitsAreTold(List<String> remaining, Refusals... refusals) {
        return new LimitsTold(remaining, List.of(refusals));
    }

    /**
     * L04: requests that a fault made fail have, in their trace, the failed call of the model with its {@code error.type},
     * below it the upstream failure, and above that nothing but such a call.
     *
     * @param fault the name of the fault
     * @param entry the service that clients call
     * @return the promise; it must hold for {@link Promises#MOST} of the requests
     */
    public static Promise errorsLeadUpstream(String fault, String entry) {
        return new LlmErrorsTraced(fault, entry, Promises.MOST);
    }

    /**
     * L04: failures that a retry made good are HTTP calls of their own below one call of the model.
     *
     * @param fault the name of a fault that a share of the calls meets, and that no client sees
     * @return the promise
     */
    public static Promise retriesAreTraced(String fault) {
        return new RetriesTraced(fault);
    }

    /**
     * L05: the time to the first token is told for each stream, and is what the client saw.
     *
     * @param sum the name of the counter reading of the histogram's sum, in seconds
     * @param count the same of its count
     * @param between how much sooner the service may see it than the client, on average
     * @return the promise
     */
    public static Promise firstTokenIsTrue(String sum, String count, Duration between) {
        return new FirstTokenTrue(sum, count, between);
    }

    /**
     * L06: Helicone has each call that the ledger has: the answered ones once, with their tokens and what they cost, the failed ones as
     * failures. Inconclusive if it was not asked, if a model has no price, or if fewer than {@value TracedRequest#ENOUGH} answers told
     * their tokens.
     *
     * @param prices by model
     * @return the promise
     */
    public static Promise heliconeHasEachCall(Map<String, TokenPrice> prices) {
        return new CallsRecorded(Check.L06, Witness.HELICONE, prices);
    }

    /**
     * L07: LangSmith has each run, likewise.
     *
     * @param prices by model
     * @return the promise
     */
    public static Promise langSmithHasEachRun(Map<String, TokenPrice> prices) {
        return new CallsRecorded(Check.L07, Witness.LANGSMITH, prices);
    }

    /**
     * L06: while Helicone is out, requests are answered all the same.
     *
     * @param fault the outage
     * @param trouble the name of a level that rises while it is out, e.g. how many calls went past it; inconclusive if it does not
     * @return the promise; it must hold for 95 % of the requests
     */
    public static Promise heliconeIsDispensable(String fault, String trouble) {
        return new RecorderOutage(Check.L06, fault, trouble);
    }

    /**
     * L07: while LangSmith is out, requests are answered all the same.
     *
     * @param fault the outage
     * @param trouble as above, e.g. how long the queue to it is
     * @return the promise, as above
     */
    public static Promise langSmithIsDispensable(String fault, String trouble) {
        return new RecorderOutage(Check.L07, fault, trouble);
    }

    /**
     * L08: neither traces nor metrics hold a prompt, an answer or a secret.
     *
     * @param allowed attributes in which prompts and answers may be all the same; secrets never
     * @return the promise
     */
    public static Promise contentIsPrivate(Set<String> allowed) {
        return new ContentPrivate(allowed);
    }
}
