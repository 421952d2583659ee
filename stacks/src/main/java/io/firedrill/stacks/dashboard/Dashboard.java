package io.firedrill.stacks.dashboard;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.firedrill.evidence.EvidenceFile;
import io.firedrill.stacks.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A Grafana dashboard as a file. Source: the classic dashboard JSON of Grafana 5 to 12 ({@code schemaVersion} 16 and later), as it
 * is exported, provisioned, or answered by {@code GET /api/dashboards/uid/...}. Queries for other data sources, library panels
 * and transformations are left alone. Immutable.
 *
 * @param title its title
 * @param queries what its panels ask Prometheus, in order, those of collapsed rows among them
 */
public record Dashboard(String title, List<PanelQuery> queries) {
    /** Copies the list. */
    public Dashboard {
        queries = List.copyOf(queries);
    }

    /**
     * Reads a file.
     *
     * @param file JSON
     * @param scrape how often the metrics are scraped, in real time: what {@code $__interval} and {@code $__rate_interval} are made of
     * @return what it asks, in real time
     * @throws StackException if it cannot be read or is no classic dashboard; it names the file, and the line if there is one
     */
    public static Dashboard read(Path file, Duration scrape) {
        return of(file.toString(), String.valueOf(file.getFileName()), json(file), scrape);
    }

    /**
     * What was read, or answered.
     *
     * @param where the file or the URL
     * @param name what it is called if it has no title
     * @param read JSON
     * @param scrape as above
     * @return what it asks, in real time
     * @throws StackException if it is no classic dashboard; it names where
     */
    public static Dashboard of(String where, String name, JsonNode read, Duration scrape) {
        JsonNode root = read.has("dashboard") ? read.path("dashboard") : read;
        if (root.path("spec").has("elements") || root.has("elements")) {
            throw new StackException(where + " is a dashboard of Grafana's schema v2; export it in the classic format");
        }
        if (!root.has("panels") && !root.has("rows")) {
            throw new StackException(where + " is no Grafana dashboard: it has no panels");
        }
        String title = root.path("title").asText(name);
        Variables variables = Variables.of(root, scrape);
        List<PanelQuery> queries = new ArrayList<>();
        panels(root)
                .forEach(panel -> targets(panel)
                        .forEach(target -> queries.add(new PanelQuery(
                                title,
                                title(panel),
                                target.path("refId").asText("A"),
                                variables.applied(target.path("expr").asText())))));
        return new Dashboard(title, queries);
    }

    /**
     * A file as it is.
     *
     * @param file JSON
     * @return what it holds
     * @throws StackException if it cannot be read; it names the file, and the line if there is one
     */
    public static JsonNode json(Path file) {
        try {
            return EvidenceFile.mapper().readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw new StackException(
                    file + (at == null ? "" : ":" + at.getLineNr()) + ": is no JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new StackException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Rows hold panels of their own: those that are collapsed, and all of the first versions. */
    private static Stream<JsonNode> panels(JsonNode node) {
        return Stream.concat(elements(node.path("panels")), elements(node.path("rows")))
                .flatMap(panel -> Stream.concat(Stream.of(panel), panels(panel)));
    }

    private static Stream<JsonNode> targets(JsonNode panel) {
        return elements(panel.path("targets"))
                .filter(target -> !target.path("expr").asText("").isBlank())
                .filter(target ->
                        isPrometheus(target.has("datasource") ? target.path("datasource") : panel.path("datasource")));
    }

    /** One that is not said is the default one; older ones are said by their name alone. */
    private static boolean isPrometheus(JsonNode source) {
        String type = source.path("type").asText("");
        return type.isEmpty()
                ? !source.asText("").toLowerCase(Locale.ROOT).matches(".*(loki|influx|elastic|graphite|cloudwatch).*")
                : type.equals("prometheus");
    }

    private static String title(JsonNode panel) {
        String title = panel.path("title").asText("").strip();
        return title.isEmpty()
                ? panel.path("type").asText("panel") + " " + panel.path("id").asText("")
                : title;
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
