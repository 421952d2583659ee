package io.firedrill.scenarios.shipped;

import io.firedrill.scenarios.junit.DrillTests;
import io.firedrill.scenarios.junit.FiredrillExtension;
import io.firedrill.scenarios.session.DrillSession;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** The drills that {@code mvn verify} holds. */
@ExtendWith(FiredrillExtension.class)
class ShippedDrills {
    @TestFactory
    Stream<DynamicNode> drills(DrillSession session) {
        return DrillTests.ofAll(session, ReferenceDrills.of(session.workspace()));
    }
}
