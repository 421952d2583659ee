package io.firedrill.scenarios.traffic;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a load engine is to do. Immutable.
 *
 * @param target the URL that chat completions are posted to
 * @param traffic what is sent
 * @param folder where the ledger and the engine's log go; made if it is missing
 * @param requestTimeout after how long a request counts as unanswered
 * @param apiKey sent as {@code Authorization: Bearer}; empty for none
 */
public record LoadPlan(URI target, Traffic traffic, Path folder, Duration requestTimeout, Optional<String> apiKey) {
    /** Requires an HTTP target and a timeout, and a key if some requests are to be refused for theirs. */
    public LoadPlan {
        if (target.getHost() == null || !String.valueOf(target.getScheme()).startsWith("http")) {
            throw new IllegalArgumentException("target of traffic must be an http or https URL, but was " + target);
        }
        if (requestTimeout.toMillis() < 1) {
            throw new IllegalArgumentException("request timeout must be at least 1ms, but was " + requestTimeout);
        }
        if (traffic.refusedShare() > 0 && apiKey.isEmpty()) {
            throw new IllegalArgumentException("traffic with refused requests needs an entry that asks for a key: give"
                    + " warm-up an Authorization header");
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "LoadPlan[" + traffic + " to " + target + ", ledger in " + folder + "]";
    }
}
