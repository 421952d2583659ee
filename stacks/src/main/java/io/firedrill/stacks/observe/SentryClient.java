package io.firedrill.stacks.observe;

import com.fasterxml.jackson.databind.JsonNode;
import io.firedrill.evidence.Source;
import io.firedrill.stacks.workspace.EndpointKind;
import io.firedrill.stacks.workspace.RemoteSystem;
import java.net.URI;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What Sentry has. Source: its API 0, {@code GET /api/0/projects/{organization}/{project}/events/} and {@code
 * /api/0/organizations/{organization}/stats_v2/}, with a token of scope {@code project:read} and {@code org:read}. Thread-safe.
 */
final class SentryClient {
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 100;
    private static final String LIMITED = "rate_limited";

    private final HttpJson http;
    private final String organization;
    private final String project;

    SentryClient(URI base, String organization, String project, String token) {
        this(new HttpJson("sentry", base, Map.of("Authorization", "Bearer " + token)), organization, project);
    }

    private SentryClient(HttpJson http, String organization, String project) {
        this.http = http;
        this.organization = organization;
        this.project = project;
    }

    /** As somebody's file says, if it names organization and project. */
    static Optional<SentryClient> of(RemoteSystem system) {
        return system.of(EndpointKind.SENTRY).stream()
                .flatMap(each -> each
                        .organization()
                        .flatMap(organization -> each.project()
                                .map(project ->
                                        new SentryClient(new HttpJson("sentry", each.access()), organization, project)))
                        .stream())
                .findFirst();
    }

    Source source() {
        return http.source(path());
    }

    /** Those received from then on, as they are, in order. */
    List<JsonNode> events(Instant from) {
        List<JsonNode> events = new ArrayList<>();
        for (int page = 0; page < MOST_PAGES; page++) {
            JsonNode found = http.get(path(), "full", "true", "cursor", "0:" + page * PAGE + ":0");
            found.forEach(each -> {
                if (received(each).filter(at -> !at.isBefore(from)).isPresent()) {
                    events.add(each);
                }
            });
            boolean older = !found.isEmpty()
                    && received(found.path(found.size() - 1))
                            .filter(at -> at.isBefore(from))
                            .isPresent();
            if (found.size() < PAGE || older) {
                break;
            }
        }
        Collections.reverse(events);
        return events;
    }

    /** How many errors SDKs said that they dropped in the last day, by reason, and how many were turned away: {@code rate_limited}. */
    Map<String, Long> discarded() {
        Map<String, Long> discarded = new TreeMap<>();
        JsonNode stats = http.get(
                "/api/0/organizations/" + organization + "/stats_v2/",
                "field",
                "sum(quantity)",
                "groupBy",
                "outcome",
                "groupBy",
                "reason",
                "category",
                "error",
                "statsPeriod",
                "1d");
        for (JsonNode group : stats.path("groups")) {
            String outcome = group.at("/by/outcome").asText();
            if (outcome.equals("client_discard") || outcome.equals(LIMITED)) {
                discarded.merge(
                        outcome.equals(LIMITED)
                                ? LIMITED
                                : group.at("/by/reason").asText(),
                        group.at("/totals").path("sum(quantity)").asLong(),
                        Long::sum);
            }
        }
        return discarded;
    }

    static Optional<Instant> received(JsonNode event) {
        try {
            return Optional.of(Instant.parse(event.path("dateReceived").asText()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private String path() {
        return "/api/0/projects/" + organization + "/" + project + "/events/";
    }
}
