package io.firedrill.scenarios.traffic;

import io.firedrill.stacks.access.Access;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a load engine is to do. Immutable.
 *
 * @param target the URL that requests are sent to, and what it wants to see
 * @param traffic what is sent
 * @param folder where the ledger and the engine's log go; made if it is missing
 * @param requestTimeout after how long a request counts as unanswered
 */
public record LoadPlan(Access target, Traffic traffic, Path folder, Duration requestTimeout) {
    static final String AUTHORIZATION = "Authorization";

    /** Requires an HTTP target and a timeout, and a key if some requests are to be refused for theirs. */
    public LoadPlan {
        URI url = target.base();
        if (url.getHost() == null || !String.valueOf(url.getScheme()).startsWith("http")) {
            throw new IllegalArgumentException("target of traffic must be an http or https URL, but was " + url);
        }
        if (requestTimeout.toMillis() < 1) {
            throw new IllegalArgumentException("request timeout must be at least 1ms, but was " + requestTimeout);
        }
        if (traffic.refusedShare() > 0 && !target.headers().containsKey(AUTHORIZATION)) {
            throw new IllegalArgumentException("traffic with refused requests needs an entry that asks for a key: give"
                    + " warm-up an Authorization header");
        }
    }

    /**
     * For a target that wants to see a key at most.
     *
     * @param target the URL that requests are sent to
     * @param traffic as above
     * @param folder as above
     * @param requestTimeout as above
     * @param apiKey sent as {@code Authorization: Bearer}; empty for none
     */
    public LoadPlan(URI target, Traffic traffic, Path folder, Duration requestTimeout, Optional<String> apiKey) {
        this(
                new Access(
                        target,
                        apiKey.map(key -> Map.of(AUTHORIZATION, "Bearer " + key))
                                .orElse(Map.of()),
                        Optional.empty()),
                traffic,
                folder,
                requestTimeout);
    }

    /** Without what is shown to the target. */
    @Override
    public String toString() {
        return "LoadPlan[" + traffic + " to " + target.base() + ", ledger in " + folder + "]";
    }
}
