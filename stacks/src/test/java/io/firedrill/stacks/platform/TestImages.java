package io.firedrill.stacks.platform;

import io.firedrill.stacks.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The images of tests: what the image settings say, else the stand-ins of {@code src/test/docker/build-images} where the
 * engine has them, else the defaults.
 */
public final class TestImages {
    private static final String STAND_IN = "firedrill-test/";

    private TestImages() {}

    static EngineAddress engine() {
        return EngineAddress.find(System.getenv(), Path.of(System.getProperty("user.home")));
    }

    /** Forces containers. */
    public static Settings settings() {
        Map<String, String> values = new HashMap<>();
        try (DockerEngine engine = DockerEngine.at(engine())) {
            for (String tool : Images.TOOLS) {
                String version =
                        tool.equals("postgres") ? "17.6" : ToolFolder.of(tool).version();
                if (engine.has(STAND_IN + tool + ":" + version)) {
                    values.put("firedrill.image." + tool, STAND_IN + tool + ":" + version);
                }
            }
        }
        values.putAll(Settings.current().values());
        values.put("firedrill.stack", "containers");
        return new Settings(values);
    }
}
