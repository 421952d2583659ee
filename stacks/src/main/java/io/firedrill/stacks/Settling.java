package io.firedrill.stacks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Waits until monitoring watches: every target scraped, every rule evaluated, Alertmanager discovered, and no alert active
 * but those that always are (their expression asks for no metric). A drill's clock must not start before. Confined.
 */
final class Settling {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final long POLL_MILLIS = 50;

    private final URI prometheus;
    private final Consumer<String> progress;
    private final JsonMapper mapper = new JsonMapper();
    private final OkHttpClient client =
            new OkHttpClient.Builder().callTimeout(Duration.ofSeconds(5)).build();

    Settling(URI prometheus, Consumer<String> progress) {
        this.prometheus = prometheus;
        this.progress = progress;
    }

    void await() {
        require(this::unscraped, "every target in Prometheus' configuration must be a running service");
        require(this::undiscovered, "the Alertmanager of this run must be reachable");
        require(this::unevaluated, "correct the rule");
        // An alert of the healthy system is a finding for a drill to make, not a reason to refuse one.
        poll(this::active).ifPresent(alerts -> progress.accept("already active before any drill: " + alerts));
    }

    private void require(Supplier<Optional<String>> problem, String remedy) {
        poll(problem).ifPresent(last -> {
            throw new StackException(prometheus + " does not watch the system after " + DEADLINE.toSeconds() + " s: "
                    + last + "; " + remedy);
        });
    }

    private Optional<String> poll(Supplier<Optional<String>> problem) {
        Instant deadline = Instant.now().plus(DEADLINE);
        Optional<String> last = problem.get();
        while (last.isPresent() && Instant.now().isBefore(deadline)) {
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StackException("interrupted while waiting for " + prometheus, e);
            }
            last = problem.get();
        }
        return last;
    }

    private Optional<String> unscraped() {
        JsonNode targets = data("/api/v1/targets?state=active").path("activeTargets");
        if (targets.isEmpty()
                && !data("/api/v1/scrape_pools").path("scrapePools").isEmpty()) {
            return Optional.of("no target is discovered");
        }
        for (JsonNode target : targets) {
            if (!target.path("health").asText().equals("up")) {
                return Optional.of(
                        "target " + target.path("labels").path("instance").asText() + " at "
                                + target.path("scrapeUrl").asText() + " is "
                                + target.path("health").asText() + " "
                                + target.path("lastError").asText());
            }
        }
        return Optional.empty();
    }

    private Optional<String> undiscovered() {
        JsonNode active = data("/api/v1/alertmanagers").path("activeAlertmanagers");
        return active.isEmpty() ? Optional.of("no Alertmanager is discovered") : Optional.empty();
    }

    private Optional<String> unevaluated() {
        for (JsonNode group : data("/api/v1/rules").path("groups")) {
            for (JsonNode rule : group.path("rules")) {
                if (!rule.path("health").asText().equals("ok")) {
                    return Optional.of("rule '" + rule.path("name").asText() + "' of "
                            + group.path("file").asText() + " is "
                            + rule.path("health").asText() + " "
                            + rule.path("lastError").asText());
                }
            }
        }
        return Optional.empty();
    }

    private Optional<String> active() {
        Set<String> names = new HashSet<>();
        for (JsonNode group : data("/api/v1/rules?type=alert").path("groups")) {
            for (JsonNode rule : group.path("rules")) {
                boolean isActive = !rule.path("state").asText().equals("inactive");
                if (isActive && asksForMetric(rule.path("query").asText())) {
                    names.add(rule.path("name").asText());
                }
            }
        }
        return names.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", names));
    }

    private boolean asksForMetric(String query) {
        JsonNode tree = data("/api/v1/parse_query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        return tree.findValuesAsText("type").stream().anyMatch(type -> type.endsWith("Selector"));
    }

    private JsonNode data(String path) {
        Request request =
                new Request.Builder().url(prometheus.resolve(path).toString()).build();
        try (Response response = client.newCall(request).execute()) {
            return mapper.readTree(response.body().string()).path("data");
        } catch (IOException e) {
            throw new StackException(request.url() + " failed: " + e.getMessage(), e);
        }
    }
}
