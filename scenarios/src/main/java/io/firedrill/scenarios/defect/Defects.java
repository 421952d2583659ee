package io.firedrill.scenarios.defect;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.firedrill.stacks.StackException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Catalogues of defects, kept as YAML. Thread-safe. */
public final class Defects {
    private static final String FOLDER = "/io/firedrill/scenarios/shipped/defects/";
    private static final List<String> FAMILIES = List.of(
            "alerts",
            "routing",
            "silences",
            "notifications",
            "restarts",
            "cluster",
            "traces",
            "telemetry",
            "metrics",
            "dashboards",
            "llm",
            "errors",
            "recorders");
    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    private Defects() {}

    /**
     * The defects of the reference workspace.
     *
     * @return in the order of their files, which are named after what the mistake is about
     */
    public static List<Defect> shipped() {
        List<Defect> defects = FAMILIES.stream().flatMap(Defects::family).toList();
        return unique(FOLDER, defects);
    }

    private static Stream<Defect> family(String family) {
        String name = FOLDER + family + ".yaml";
        try (InputStream in = Defects.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new StackException(name + " is not on the class path; add the jar of firedrill-scenarios to it");
            }
            return read(name, in).stream();
        } catch (IOException e) {
            throw new StackException(name + " cannot be read: " + e.getMessage(), e);
        }
    }

    static List<Defect> read(String name, InputStream in) throws IOException {
        return unique(name, MAPPER.readValue(in, new TypeReference<List<Defect>>() {}));
    }

    private static List<Defect> unique(String name, List<Defect> defects) {
        Set<String> seen = new HashSet<>();
        defects.stream().map(Defect::id).filter(id -> !seen.add(id)).findFirst().ifPresent(id -> {
            throw new StackException(name + ": defect " + id + " stands there twice; rename one");
        });
        return List.copyOf(defects);
    }
}
