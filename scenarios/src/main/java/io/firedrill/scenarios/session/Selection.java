package io.firedrill.scenarios.session;

import io.firedrill.scenarios.drill.Drill;
import io.firedrill.stacks.Nearest;
import io.firedrill.stacks.Settings;
import io.firedrill.stacks.StackException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Which drills are held: the setting {@code firedrill.drills}, ids or globs with commas between. Thread-safe. */
final class Selection {
    static final String SETTING = "firedrill.drills";

    private Selection() {}

    /** In the order of the drills, each once; all of them without the setting. */
    static List<Drill> of(Settings settings, List<Drill> drills) {
        List<String> patterns = settings.find(SETTING).stream()
                .flatMap(written -> Stream.of(written.split(",")))
                .map(String::strip)
                .filter(pattern -> !pattern.isEmpty())
                .toList();
        patterns.forEach(pattern -> requireMatch(pattern, drills));
        return drills.stream()
                .filter(drill -> patterns.isEmpty() || patterns.stream().anyMatch(pattern -> matches(pattern, drill)))
                .toList();
    }

    private static void requireMatch(String pattern, List<Drill> drills) {
        if (drills.stream().noneMatch(drill -> matches(pattern, drill))) {
            List<String> ids = drills.stream().map(Drill::id).toList();
            throw new StackException(SETTING + ": no drill is called '" + pattern + "'" + Nearest.hint(pattern, ids)
                    + " (there are: " + String.join(", ", ids) + ")");
        }
    }

    private static boolean matches(String pattern, Drill drill) {
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + pattern).matches(Path.of(drill.id()));
        } catch (IllegalArgumentException e) {
            throw new StackException(
                    SETTING + ": '" + pattern + "' is no glob; write ids or globs with commas between", e);
        }
    }
}
