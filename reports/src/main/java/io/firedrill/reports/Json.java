package io.firedrill.reports;

import java.util.LinkedHashMap;
import java.util.Map;

/** Writes down JSON objects whose keys keep their order. */
final class Json {
    private Json() {}

    static Map<String, Object> object(String key, Object value, Object... more) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put(key, value);
        for (int i = 0; i < more.length; i += 2) {
            object.put((String) more[i], more[i + 1]);
        }
        return object;
    }
}
