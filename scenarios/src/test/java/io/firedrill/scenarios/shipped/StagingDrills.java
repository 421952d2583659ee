package io.firedrill.scenarios.shipped;

import io.firedrill.scenarios.junit.ConsoleLines;
import io.firedrill.scenarios.junit.DrillTests;
import io.firedrill.scenarios.session.RemoteRun;
import io.firedrill.stacks.Settings;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** What {@code mvn verify -Pstaging -Dfiredrill.config=staging.yaml} does. */
class StagingDrills {
    @TestFactory
    Stream<DynamicNode> staging() {
        return DrillTests.of(RemoteRun.of(
                Settings.current(),
                name -> Optional.ofNullable(System.getenv(name)).orElse(""),
                ConsoleLines::print));
    }
}
