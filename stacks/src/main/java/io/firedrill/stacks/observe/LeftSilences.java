package io.firedrill.stacks.observe;

import io.firedrill.stacks.workspace.RemoteSystem;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Silences that killed runs left on a system that somebody else runs. Each says in its comment which run of which machine made
 * it; only this machine's are ended, since nobody here knows whether a run of another one goes on. Thread-safe.
 */
public final class LeftSilences {
    private static final Pattern MARK = Pattern.compile("\\[firedrill (\\S+) (\\S+)]\\s*$");

    private final AlertmanagerClient alertmanager;
    private final String machine;

    LeftSilences(AlertmanagerClient alertmanager, String machine) {
        this.alertmanager = alertmanager;
        this.machine = machine;
    }

    /**
     * On a system.
     *
     * @param system with at least one Alertmanager
     * @return nothing is asked yet
     * @throws io.firedrill.stacks.StackException if its file names no Alertmanager
     */
    public static LeftSilences on(RemoteSystem system) {
        return new LeftSilences(new AlertmanagerClient(Failover.of(system)), machine());
    }

    /**
     * What the comment of a silence ends with that a run of this machine makes.
     *
     * @param run the run's id
     * @return with a space before it
     */
    public static String mark(String run) {
        return " [firedrill " + machine() + " " + run + "]";
    }

    /**
     * Ends those of this machine whose runs are over.
     *
     * @param goesOn whether a run of this machine, by its id, goes on
     * @return what was done, a line each
     * @throws io.firedrill.stacks.StackException if Alertmanager cannot be asked, or does not end one
     */
    public List<String> end(Predicate<String> goesOn) {
        return standing()
                .filter(each -> each.machine().equals(machine) && !goesOn.test(each.run()))
                .map(each -> {
                    alertmanager.expire(each.silence().id());
                    return "ended the silence " + each.silence().id() + " that a killed run had left";
                })
                .toList();
    }

    /**
     * Those of other machines, which are left to them.
     *
     * @return a line each
     * @throws io.firedrill.stacks.StackException if Alertmanager cannot be asked
     */
    public List<String> ofOthers() {
        return standing()
                .filter(each -> !each.machine().equals(machine))
                .map(each -> "silence " + each.silence().id() + " is a run's of " + each.machine() + "; it ends at "
                        + each.silence().endsAt())
                .toList();
    }

    private record Marked(AlertmanagerClient.Silence silence, String machine, String run) {}

    private Stream<Marked> standing() {
        return alertmanager.silences().stream()
                .filter(silence -> !silence.state().equals("expired"))
                .flatMap(silence -> MARK.matcher(silence.comment())
                        .results()
                        .map(mark -> new Marked(silence, mark.group(1), mark.group(2))));
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName().replaceAll("\\s", "-");
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
