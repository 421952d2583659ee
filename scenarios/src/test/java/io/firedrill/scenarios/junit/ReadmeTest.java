package io.firedrill.scenarios.junit;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.assertions.AlertSelector;
import io.firedrill.assertions.Promises;
import io.firedrill.scenarios.drill.Drill;
import io.firedrill.scenarios.drill.PlannedFault;
import io.firedrill.scenarios.session.DrillSession;
import io.firedrill.scenarios.traffic.Traffic;
import io.firedrill.stacks.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** The example of the README, compiled. */
class ReadmeTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @ExtendWith(FiredrillExtension.class)
    static class OurDrills {
        @TestFactory
        Stream<DynamicNode> slow_database(DrillSession session) {
            AlertSelector slow = AlertSelector.of("HighRequestLatency").with("job", "inference");
            Drill drill = Drill.named("slow database", "The database answers late: on-call is told.")
                    .traffic(Traffic.steady(20, ofSeconds(14)))
                    .inject(new PlannedFault(
                            "slow",
                            "inference->database",
                            new Fault.Latency(ofMillis(400)),
                            ofSeconds(3),
                            ofSeconds(9)))
                    .observe(ofSeconds(18))
                    .alwaysOn("Watchdog")
                    .promise(Promises.firesWithin(slow, "slow", ofSeconds(5)), Promises.reaches(slow, "oncall"))
                    .build();
            return DrillTests.of(session, List.of(drill));
        }
    }

    @Test
    void example_of_the_readme_is_the_one_that_is_compiled() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        String example = readme.substring(readme.indexOf("```java\n") + 8);
        String compiled = Files.readString(Path.of("src/test/java/io/firedrill/scenarios/junit/ReadmeTest.java"));

        assertThat(words(example.substring(0, example.indexOf("```"))))
                .hasSizeGreaterThan(300)
                .isSubstringOf(words(compiled.replace("static class", "class")));
    }

    /** The formatter breaks lines by their depth. */
    private static String words(String code) {
        return code.replaceAll("\\s+", "");
    }
}
