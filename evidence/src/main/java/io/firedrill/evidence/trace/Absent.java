package io.firedrill.evidence.trace;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Empty collections are not written, so that evidence stays small; they are null when it is read back. */
final class Absent {
    private Absent() {}

    static <T> List<T> list(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    static Map<String, String> map(@Nullable Map<String, String> map) {
        return map == null ? Map.of() : Map.copyOf(map);
    }
}
