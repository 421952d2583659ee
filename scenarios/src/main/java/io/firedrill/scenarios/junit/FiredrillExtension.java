package io.firedrill.scenarios.junit;

import io.firedrill.scenarios.session.DrillSession;
import io.firedrill.stacks.Settings;
import io.firedrill.stacks.StackException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands a {@link DrillSession} to tests that ask for one: the same to all test classes of a run, so that the stack is
 * launched once. It is closed when the last test has ended. Settings come from system properties and the environment.
 *
 * <pre>{@code
 * @ExtendWith(FiredrillExtension.class)
 * class OurDrills {
 *     @TestFactory
 *     Stream<DynamicNode> slow_database(DrillSession session) {
 *         return DrillTests.of(session, List.of(slowDatabase(session.workspace())));
 *     }
 * }
 * }</pre>
 *
 * Tests that use it must not run in parallel.
 */
public final class FiredrillExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(FiredrillExtension.class);

    /** Made by JUnit. */
    public FiredrillExtension() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == DrillSession.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        try {
            return context.getRoot()
                    .getStore(NAMESPACE)
                    .computeIfAbsent(
                            DrillSession.class,
                            any -> DrillSession.open(Settings.current(), ConsoleLines::print),
                            DrillSession.class);
        } catch (StackException e) {
            // Anything else would be wrapped in words about parameters.
            throw DrillTests.bare(new ParameterResolutionException(String.valueOf(e.getMessage())));
        }
    }
}
