package io.firedrill.stacks.workspace;

import java.util.List;

/**
 * What the traces of a drill's requests must look like on a system that already runs. Immutable.
 *
 * @param path the services that a request runs through, from the entry on; the last may be {@code database}
 * @param atLeast the share of them that must, more than 0 and at most 1
 * @param sampling the share of the traces that is kept, more than 0 and at most 1
 */
public record RemoteTraces(List<String> path, double atLeast, double sampling) {
    private static final double NEARLY_ALL = 0.99;
    private static final String DATABASE = "database";

    /** Copies the path. */
    public RemoteTraces {
        path = List.copyOf(path);
    }

    /**
     * The path's services.
     *
     * @return without the database
     */
    public List<String> services() {
        return path.stream().filter(hop -> !hop.equals(DATABASE)).toList();
    }

    /**
     * Whether it ends in a database.
     *
     * @return true if a span of a database client must be there
     */
    public boolean toDatabase() {
        return path.contains(DATABASE);
    }

    static RemoteTraces read(Section section) {
        try (section) {
            RemoteTraces traces = new RemoteTraces(
                    section.strings("path"), share(section, "at-least", NEARLY_ALL), share(section, "sampling", 1));
            int database = traces.path().indexOf(DATABASE);
            boolean inside = database >= 0 && database < traces.path().size() - 1;
            if (inside || traces.services().isEmpty()) {
                throw section.error(
                        "path", "must name the services that a request runs through; the last may be database");
            }
            return traces;
        }
    }

    private static double share(Section section, String key, double otherwise) {
        double share = section.number(key).orElse(otherwise);
        if (!(share > 0 && share <= 1)) {
            throw section.error(key, "must be a share above 0, 1 for all, but was " + share);
        }
        return share;
    }
}
