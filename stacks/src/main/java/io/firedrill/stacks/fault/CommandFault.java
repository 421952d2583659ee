package io.firedrill.stacks.fault;

/**
 * A command line that breaks something in a system that somebody else runs, and one that mends it. The second one may be run
 * more than once, and without the first one having got anywhere. Immutable.
 *
 * @param on what breaks it
 * @param off what mends it
 */
public record CommandFault(String on, String off) implements Fault {
    @Override
    public String kind() {
        return "command";
    }

    @Override
    public String describe() {
        return "`" + on + "` was run";
    }
}
