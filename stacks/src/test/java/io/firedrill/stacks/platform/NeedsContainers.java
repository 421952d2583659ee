package io.firedrill.stacks.platform;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Tests that are reported as skipped, with the reason, where no Docker engine answers. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsContainers.Condition.class)
public @interface NeedsContainers {
    /** Asks for the engine, not for the images: where there is an engine, an image that is missing is a failure. */
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            EngineAddress address = TestImages.engine();
            Optional<String> problem = address.problem();
            return problem.map(why -> ConditionEvaluationResult.disabled(
                            "no Docker engine answers at " + address + " (" + why + "); .ci/docker starts one"))
                    .orElseGet(() -> ConditionEvaluationResult.enabled("a Docker engine answers at " + address));
        }
    }
}
