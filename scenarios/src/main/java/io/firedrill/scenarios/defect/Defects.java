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

/** Catalogues of defects, kept as YAML. Thread-safe. */
public final class Defects {
    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    private Defects() {}

    /**
     * The defects of the reference workspace.
     *
     * @return in the order of their checks
     */
    public static List<Defect> shipped() {
        String name = "/io/firedrill/scenarios/shipped/defects.yaml";
        try (InputStream in = Defects.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new StackException(name + " is not on the class path; add the jar of firedrill-scenarios to it");
            }
            return read(name, in);
        } catch (IOException e) {
            throw new StackException(name + " cannot be read: " + e.getMessage(), e);
        }
    }

    static List<Defect> read(String name, InputStream in) throws IOException {
        List<Defect> defects = MAPPER.readValue(in, new TypeReference<List<Defect>>() {});
        Set<String> seen = new HashSet<>();
        defects.stream().map(Defect::id).filter(id -> !seen.add(id)).findFirst().ifPresent(id -> {
            throw new StackException(name + ": defect " + id + " stands there twice; rename one");
        });
        return List.copyOf(defects);
    }
}
