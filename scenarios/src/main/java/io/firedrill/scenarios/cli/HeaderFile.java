package io.firedrill.scenarios.cli;

import io.firedrill.stacks.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Headers in a file, a line each, as in {@code Authorization: Bearer …}: what is secret is no argument of a process. */
final class HeaderFile {
    private static final Pattern HEADER = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*([\\x21-\\x7e \\t]*)");

    private HeaderFile() {}

    static Map<String, String> read(Path file) {
        Map<String, String> headers = new LinkedHashMap<>();
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            Matcher header = HEADER.matcher(lines.get(i).strip());
            if (header.matches()) {
                headers.put(header.group(1), header.group(2));
            } else if (!lines.get(i).isBlank() && !lines.get(i).startsWith("# ")) {
                throw new StackException(file + ":" + (i + 1)
                        + ": a header must look like 'X-Scope-OrgID: team-a', but this line does not");
            }
        }
        return headers;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new StackException(
                    file + " cannot be read: " + e.getClass().getSimpleName() + "; correct --headers or create it", e);
        }
    }
}
