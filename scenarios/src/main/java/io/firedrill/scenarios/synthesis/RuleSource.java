package io.firedrill.scenarios.synthesis;

import io.firedrill.stacks.StackException;
import io.firedrill.stacks.workspace.FilePattern;
import io.firedrill.stacks.workspace.RuleFile;
import io.firedrill.stacks.workspace.WorkspaceRules;
import io.firedrill.stacks.workspace.WrittenRule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Rule files by patterns. Stateless. */
public final class RuleSource {
    private RuleSource() {}

    /**
     * Reads all rules.
     *
     * @param patterns of files, see {@link FilePattern}
     * @return alerting and recording rules, in the order of the files
     * @throws StackException if a pattern matches nothing, if a file cannot be read, or if no rule alerts
     */
    public static List<WrittenRule> read(List<String> patterns) {
        List<WrittenRule> all = new ArrayList<>();
        for (RuleFile file : WorkspaceRules.of(files(patterns)).files()) {
            all.addAll(file.written());
        }
        if (all.stream().noneMatch(WrittenRule::alerts)) {
            throw new StackException(String.join(", ", patterns) + ": no rule in it alerts");
        }
        return all;
    }

    /**
     * Finds files.
     *
     * @param patterns of files
     * @return those that match, in the order of the patterns
     * @throws StackException if one matches nothing
     */
    public static List<Path> files(List<String> patterns) {
        List<Path> files = new ArrayList<>();
        for (String pattern : patterns) {
            List<Path> found = FilePattern.expand(Path.of(""), pattern);
            if (found.isEmpty()) {
                throw new StackException(pattern + ": no file matches; quote it, so that the shell leaves it alone");
            }
            files.addAll(found);
        }
        return files;
    }
}
