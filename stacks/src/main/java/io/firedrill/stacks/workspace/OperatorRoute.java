package io.firedrill.stacks.workspace;

import io.firedrill.stacks.Nearest;
import io.firedrill.stacks.StackException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;

/**
 * The routes of an {@code AlertmanagerConfig}. Immutable.
 *
 * @param prefix goes before the names of receivers and time intervals
 * @param receivers the names that the object has
 * @param intervals likewise, of its time intervals
 */
record OperatorRoute(String prefix, Set<String> receivers, Set<String> intervals) {
    /** The top route: it takes only alerts of the namespace, if one is given, and always lets them pass on. */
    MappingNode top(Section section, Optional<String> namespace) {
        if (section.string("receiver").filter(name -> !name.isEmpty()).isEmpty()) {
            throw section.error("receiver", "is missing; the top route must name one of the object's receivers");
        }
        MappingNode route = route(section, namespace);
        Yaml.put(route, "continue", Yaml.bool(true));
        return route;
    }

    private MappingNode route(Section section, Optional<String> namespace) {
        try (section) {
            MappingNode route = Yaml.mapping();
            section.string("receiver").filter(name -> !name.isEmpty()).ifPresent(name -> {
                requireKnown(section, "receiver", name, receivers);
                Yaml.put(route, "receiver", Yaml.quoted(prefix + name));
            });
            section.node("groupBy").ifPresent(labels -> Yaml.put(route, "group_by", labels));
            OperatorMatchers.put(section, "matchers", namespace, route, "matchers");
            wait(section, "groupWait", route, true);
            wait(section, "groupInterval", route, false);
            wait(section, "repeatInterval", route, false);
            intervals(section, "muteTimeIntervals", route);
            intervals(section, "activeTimeIntervals", route);
            if (section.flag("continue")) {
                Yaml.put(route, "continue", Yaml.bool(true));
            }
            children(section, route);
            return route;
        }
    }

    private void children(Section section, MappingNode route) {
        List<MappingNode> children = section.sections("routes").stream()
                .map(child -> route(child, Optional.empty()))
                .toList();
        if (!children.isEmpty()) {
            Yaml.put(route, "routes", Yaml.sequence(children));
        }
    }

    /** An interval of zero counts as absent, as it does in the operator. */
    private static void wait(Section section, String key, MappingNode route, boolean zero) {
        Optional<String> written = section.string(key).filter(text -> !text.isEmpty());
        if (written.isPresent()) {
            Duration wait = section.duration(key).orElse(Duration.ZERO);
            if (zero || !wait.isZero()) {
                Yaml.put(route, Shape.snake(key), Yaml.quoted(written.get()));
            }
        }
    }

    private void intervals(Section section, String key, MappingNode route) {
        List<String> names = section.strings(key);
        names.forEach(name -> requireKnown(section, key, name, intervals));
        if (!names.isEmpty()) {
            Yaml.put(
                    route,
                    Shape.snake(key),
                    Yaml.sequence(names.stream()
                            .map(name -> Yaml.quoted(prefix + name))
                            .toList()));
        }
    }

    private static void requireKnown(Section section, String key, String name, Set<String> known) {
        if (!known.contains(name)) {
            StackException error = section.error(
                    key, "names '" + name + "', which the object does not define" + Nearest.hint(name, known));
            throw error;
        }
    }
}
