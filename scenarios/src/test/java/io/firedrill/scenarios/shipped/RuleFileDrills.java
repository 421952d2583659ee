package io.firedrill.scenarios.shipped;

import io.firedrill.scenarios.junit.ConsoleLines;
import io.firedrill.scenarios.junit.RuleTests;
import io.firedrill.stacks.Settings;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** What {@code mvn verify -Dfiredrill.rules='rules/*.yml'} does. */
class RuleFileDrills {
    @TestFactory
    Stream<DynamicNode> rules() {
        return RuleTests.of(Settings.current(), ConsoleLines::print);
    }
}
