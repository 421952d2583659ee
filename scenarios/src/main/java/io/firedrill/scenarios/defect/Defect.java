package io.firedrill.scenarios.defect;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.stacks.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A mistake in monitoring. Immutable.
 *
 * @param id stable identifier in kebab case
 * @param checks those that must turn red, and no other: first the one that it is there for; {@code check} in the file, where one
 *     alone needs no brackets
 * @param drill the id of the drill that must notice
 * @param story what somebody got wrong, and what comes of it
 * @param edits what is changed in the workspace
 */
public record Defect(
        String id, @JsonProperty("check") List<Check> checks, String drill, String story, List<Edit> edits) {
    /** Copies the lists. */
    public Defect {
        checks = List.copyOf(checks);
        edits = List.copyOf(edits);
    }

    /**
     * What it is there for.
     *
     * @return the first of its checks
     */
    public Check check() {
        return checks.get(0);
    }

    /**
     * Makes the mistake.
     *
     * @param workspace the folder of a copy of the workspace
     * @throws StackException if a text to be replaced does not stand in its file exactly once
     */
    public void applyTo(Path workspace) {
        edits.forEach(edit -> edit.applyTo(workspace, id));
    }

    /**
     * One text exchanged for another.
     *
     * @param file relative to the workspace
     * @param find a text that stands there exactly once
     * @param replace what stands there instead
     */
    public record Edit(String file, String find, String replace) {
        void applyTo(Path workspace, String defect) {
            Path path = workspace.resolve(file);
            try {
                String text = Files.readString(path);
                int at = text.indexOf(find);
                if (at < 0 || text.indexOf(find, at + 1) >= 0) {
                    throw new StackException("defect " + defect + ": '" + find + "' must stand in " + file
                            + " exactly once, but stands there " + (at < 0 ? "nowhere" : "more often")
                            + "; correct the defect");
                }
                Files.writeString(path, text.substring(0, at) + replace + text.substring(at + find.length()));
            } catch (IOException e) {
                throw new StackException("defect " + defect + ": " + path + " cannot be edited: " + e.getMessage(), e);
            }
        }
    }
}
