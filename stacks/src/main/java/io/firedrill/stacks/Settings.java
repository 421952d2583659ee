package io.firedrill.stacks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * What the person at the keyboard asked for. Each setting is a system property ({@code -Dfiredrill.stack=native}) or an
 * environment variable ({@code FIREDRILL_STACK=native}); the property wins over the variable, and both over
 * {@code firedrill.yaml}, which wins over the default. Immutable.
 *
 * @param values the settings that were given, by property name
 */
public record Settings(Map<String, String> values) {
    private static final String PREFIX = "firedrill.";
    private static final String VARIABLE_PREFIX = "FIREDRILL_";

    /** The properties that are understood. */
    public static final List<String> NAMES = List.of(
            "firedrill.config",
            "firedrill.stack",
            "firedrill.drills",
            "firedrill.rules",
            "firedrill.rules.alertmanager",
            "firedrill.rules.chain",
            "firedrill.time-scale",
            "firedrill.fail-on",
            "firedrill.out",
            "firedrill.parallel",
            "firedrill.grafana",
            "firedrill.image-prefix");

    /** Properties that are followed by the name of a tool, e.g. {@code firedrill.bin.prometheus}. */
    public static final List<String> PREFIXES =
            List.of("firedrill.image.", "firedrill.bin.", "firedrill.port.", "firedrill.internal.");

    /** What Firedrill itself puts into the environment of the processes it starts. */
    private static final List<String> OWN_VARIABLES = List.of("FIREDRILL_RUN");

    /** Copies the values. */
    public Settings {
        values = Map.copyOf(values);
    }

    /**
     * The settings of this JVM.
     *
     * @return its system properties and environment
     * @throws StackException if a setting is unknown
     */
    public static Settings current() {
        return of(System.getProperties(), System.getenv());
    }

    /**
     * Settings from given sources.
     *
     * @param properties system properties; those without the prefix {@code firedrill.} are ignored
     * @param environment environment variables; those without the prefix {@code FIREDRILL_} are ignored
     * @return what was given
     * @throws StackException if a setting is unknown; the message names the nearest known one
     */
    public static Settings of(Properties properties, Map<String, String> environment) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            if (variable.getKey().startsWith(VARIABLE_PREFIX) && !OWN_VARIABLES.contains(variable.getKey())) {
                values.put(propertyOf(variable.getKey()), variable.getValue());
            }
        }
        for (String name : properties.stringPropertyNames()) {
            if (name.startsWith(PREFIX)) {
                values.put(known(name), properties.getProperty(name));
            }
        }
        values.values().removeIf(String::isBlank);
        return new Settings(values);
    }

    /**
     * These, with others laid over them.
     *
     * @param more by name
     * @return a copy
     */
    public Settings with(Map<String, String> more) {
        Map<String, String> laid = new HashMap<>(values);
        laid.putAll(more);
        return new Settings(laid);
    }

    /**
     * One setting.
     *
     * @param name the property's name, e.g. {@code firedrill.stack}
     * @return what was given, or empty
     */
    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /**
     * The workspace's file.
     *
     * @return {@code firedrill.config}, or empty
     */
    public Optional<Path> config() {
        return find("firedrill.config").map(Path::of);
    }

    /**
     * The settings of one kind, by the name that follows the prefix.
     *
     * @param prefix one of {@link #PREFIXES}
     * @return e.g. {@code prometheus} to a path
     */
    public Map<String, String> under(String prefix) {
        Map<String, String> found = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), value);
            }
        });
        return found;
    }

    private static String known(String name) {
        if (NAMES.contains(name) || PREFIXES.stream().anyMatch(name::startsWith)) {
            return name;
        }
        throw new StackException(
                "system property " + name + ": there is no such setting" + Nearest.hint(name, suggestions()));
    }

    private static String propertyOf(String variable) {
        String written = PREFIX + variable.substring(VARIABLE_PREFIX.length()).toLowerCase(Locale.ROOT);
        String name = written.replace('_', '-');
        if (NAMES.contains(name)) {
            return name;
        }
        for (String prefix : PREFIXES) {
            if (variable.startsWith(variableOf(prefix))) {
                return prefix + written.substring(prefix.length()).replace('_', '-');
            }
        }
        List<String> variables =
                suggestions().stream().map(Settings::variableOf).toList();
        throw new StackException(
                "environment variable " + variable + ": there is no such setting" + Nearest.hint(variable, variables));
    }

    private static String variableOf(String name) {
        return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    private static List<String> suggestions() {
        List<String> names = new ArrayList<>(NAMES);
        PREFIXES.stream()
                .filter(prefix -> !prefix.equals("firedrill.internal."))
                .forEach(names::add);
        return names;
    }
}
