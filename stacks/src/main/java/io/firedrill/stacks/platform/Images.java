package io.firedrill.stacks.platform;

import io.firedrill.stacks.Nearest;
import io.firedrill.stacks.StackException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which container image each tool is started from. Immutable.
 *
 * <p>The defaults are the upstream images in the versions that {@code stacks/native} pins, since the command lines are
 * written for those: Jaeger's is {@code all-in-one}, because {@code jaegertracing/jaeger} holds version 2 alone.
 *
 * @param names full image name by tool
 */
public record Images(Map<String, String> names) {
    /** Every tool that can be a container. */
    public static final List<String> TOOLS =
            List.of("alertmanager", "grafana", "jaeger", "otelcol", "postgres", "prometheus", "toxiproxy", "zipkin");

    /** PostgreSQL is no folder of {@code stacks/native}: this is the version of its embedded binaries. */
    private static final String POSTGRES = "postgres:17.6";

    /** The same of Grafana, which is no part of any drill. */
    private static final String GRAFANA = "grafana/grafana:12.1.1";

    private static final String REGISTRY = "^[^/]*[.:][^/]*/";

    /** Copies the names. */
    public Images {
        names = Map.copyOf(names);
    }

    /**
     * The defaults with what was configured.
     *
     * @param configured images that replace the default as they stand, by tool
     * @param prefix put before every other one, in place of the registry it names, e.g. {@code registry.example.com/mirror/}
     * @return an image for each tool
     * @throws StackException if there is no such tool; the message names the nearest one
     */
    public static Images of(Map<String, String> configured, Optional<String> prefix) {
        configured.keySet().stream()
                .filter(name -> !TOOLS.contains(name))
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw new StackException("stack.images." + name + " (firedrill.image." + name
                            + "): there is no such tool" + Nearest.hint(name, TOOLS));
                });
        Map<String, String> names = new LinkedHashMap<>();
        for (String tool : TOOLS) {
            String standard = prefix.map(before -> before
                            + (before.endsWith("/") ? "" : "/")
                            + upstream(tool).replaceFirst(REGISTRY, ""))
                    .orElseGet(() -> upstream(tool));
            names.put(tool, tagged(configured.getOrDefault(tool, standard)));
        }
        return new Images(names);
    }

    /** Whether a tool is a folder of {@code stacks/native}. */
    static boolean isBuilt(String tool) {
        return !List.of("grafana", "postgres", "zipkin").contains(tool);
    }

    /** The image of what runs in containers. */
    String of(Program program) {
        if (program instanceof Program.Tool tool) {
            return of(tool.tool());
        }
        return of(
                program instanceof Program.Zipkin
                        ? "zipkin"
                        : program instanceof Program.Grafana ? "grafana" : "postgres");
    }

    /** The image of one of the {@link #TOOLS}. */
    String of(String tool) {
        return Optional.ofNullable(names.get(tool))
                .orElseThrow(() -> new IllegalStateException(tool + " is none of " + TOOLS));
    }

    private static String upstream(String tool) {
        return switch (tool) {
            case "alertmanager" -> "prom/alertmanager:v" + version(tool);
            case "grafana" -> GRAFANA;
            case "jaeger" -> "jaegertracing/all-in-one:" + version(tool);
            case "otelcol" -> "otel/opentelemetry-collector-contrib:" + version(tool);
            case "postgres" -> POSTGRES;
            case "prometheus" -> "prom/prometheus:v" + version(tool);
            case "toxiproxy" -> "ghcr.io/shopify/toxiproxy:" + version(tool);
            case "zipkin" -> "openzipkin/zipkin:" + ZipkinJar.VERSION;
            default -> throw new IllegalStateException(tool + " is none of " + TOOLS);
        };
    }

    private static String version(String tool) {
        return ToolFolder.of(tool).version();
    }

    /** An engine that is asked for a name without tag or digest pulls every tag there is. */
    private static String tagged(String image) {
        String last = image.substring(image.lastIndexOf('/') + 1);
        return last.contains(":") || last.contains("@") ? image : image + ":latest";
    }
}
