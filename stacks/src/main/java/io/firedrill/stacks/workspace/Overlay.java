package io.firedrill.stacks.workspace;

import io.firedrill.stacks.Nearest;
import io.firedrill.stacks.Settings;
import io.firedrill.stacks.StackException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Settings laid over the options of a workspace. */
final class Overlay {
    static final List<String> MODES = List.of("auto", "containers", "native", "remote");

    private Overlay() {}

    static StackOptions of(StackOptions written, Settings settings) {
        Map<String, Integer> ports = new HashMap<>(written.ports());
        settings.under("firedrill.port.")
                .forEach((name, value) -> ports.put(name, parsed("firedrill.port." + name, value, Overlay::port)));
        Map<String, Path> binaries = new HashMap<>(written.binaries());
        settings.under("firedrill.bin.")
                .forEach((name, value) ->
                        binaries.put(name, Path.of(value).toAbsolutePath().normalize()));
        Map<String, String> images = new HashMap<>(written.images());
        images.putAll(settings.under("firedrill.image."));
        Optional<String> prefix = settings.find("firedrill.image-prefix").or(written::imagePrefix);
        return new StackOptions(
                mode(settings).orElse(written.mode()),
                scale(settings).orElse(written.timeScale()),
                ports,
                binaries,
                images,
                prefix,
                written.asOf(),
                written.alertmanagers(),
                settings.find("firedrill.grafana").map("true"::equals).orElse(written.grafana()),
                written.history());
    }

    static Integer port(String text) {
        int port = Integer.parseInt(text);
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port must be between 1 and 65535, but was " + text);
        }
        return port;
    }

    private static Optional<String> mode(Settings settings) {
        Optional<String> mode = settings.find("firedrill.stack");
        mode.filter(name -> !MODES.contains(name)).ifPresent(name -> {
            throw new StackException("firedrill.stack: there is no mode '" + name + "'" + Nearest.hint(name, MODES));
        });
        return mode;
    }

    private static Optional<TimeScale> scale(Settings settings) {
        return settings.find("firedrill.time-scale")
                .map(text -> parsed("firedrill.time-scale", text, value -> new TimeScale(Double.parseDouble(value))));
    }

    private static <T> T parsed(String name, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (NumberFormatException e) {
            throw new StackException(name + " must be a number, but was '" + text + "'", e);
        } catch (IllegalArgumentException e) {
            throw new StackException(name + ": " + e.getMessage(), e);
        }
    }
}
