package io.firedrill.stacks.platform;

import io.firedrill.stacks.Settings;
import io.firedrill.stacks.StackException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The images of tests: what the image settings say, else the defaults if the engine has them all, else the stand-ins of
 * {@code src/test/docker/build-images}, which are built when they are missing: a machine that can pull nothing is tested
 * too.
 */
public final class TestImages {
    private static final Path SCRIPT = Path.of("src/test/docker/build-images");

    private TestImages() {}

    static EngineAddress engine() {
        return EngineAddress.find(System.getenv(), Path.of(System.getProperty("user.home")));
    }

    /** Forces containers. */
    public static Settings settings() {
        Map<String, String> values = new HashMap<>();
        try (DockerEngine engine = DockerEngine.at(engine())) {
            Map<String, String> drilled =
                    new HashMap<>(Images.of(Map.of(), Optional.empty()).names());
            drilled.remove("grafana");
            if (!has(engine, drilled)) {
                values.putAll(standIns(engine));
            }
        }
        values.putAll(Settings.current().values());
        values.put("firedrill.stack", "containers");
        return new Settings(values);
    }

    /** One image each. */
    static Images images() {
        return Images.of(settings().under("firedrill.image."), Optional.empty());
    }

    private static Map<String, String> standIns(DockerEngine engine) {
        Map<String, String> images = new HashMap<>();
        for (String tool : Images.TOOLS) {
            if (tool.equals("zipkin")) {
                continue;
            }
            images.put("firedrill.image." + tool, "firedrill-test/" + tool + ":" + version(tool));
        }
        if (has(engine, images) || built()) {
            return images;
        }
        return Map.of();
    }

    private static String version(String tool) {
        return switch (tool) {
            case "postgres" -> "17.6";
            case "grafana" -> "12.1.1";
            default -> ToolFolder.of(tool).version();
        };
    }

    private static boolean has(DockerEngine engine, Map<String, String> images) {
        return images.values().stream().allMatch(engine::has);
    }

    private static boolean built() {
        try {
            List<String> tools = Images.TOOLS.stream().filter(Images::isBuilt).toList();
            // The script looks into the cache alone, so what is on PATH does not count.
            new Binaries(
                            Map.of(),
                            name -> name.equals("go") ? Commands.onPath(name) : Optional.empty(),
                            UserCache.folder().resolve("bin"),
                            System.out::println)
                    .resolve(tools);
            Platform.Outcome outcome = Commands.run(Path.of("."), "bash", SCRIPT.toString());
            System.out.println(outcome.output().strip());
            return outcome.exitCode() == 0;
        } catch (StackException e) {
            System.out.println("no stand-in images, so the defaults are used: " + e.getMessage());
            return false;
        }
    }
}
