package io.firedrill.stacks.workspace;

import io.firedrill.stacks.StackException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The Alertmanagers that a workspace has: each that Prometheus sends to and each that is a peer. Several of them gossip, and
 * each waits {@code --cluster.peer-timeout} for each of those before it, in the order of their names. Immutable.
 *
 * @param replicas those that are launched, at least one
 * @param absent those that are not, as Prometheus' configuration names them
 */
public record Alertmanagers(List<Replica> replicas, List<String> absent) {
    /** What the one is called that has no others beside it. */
    public static final String ALONE = "alertmanager";

    /**
     * One of them.
     *
     * @param name its component: {@code alertmanager} for a single one, else {@code alertmanager-0} and so on
     * @param written host or host:port, as the configurations name it
     * @param isSentTo whether Prometheus sends to it
     * @param isPeer whether the others are told of it, by {@code --cluster.peer}
     */
    public record Replica(String name, String written, boolean isSentTo, boolean isPeer) {
        /**
         * Where it answers, for whoever knows it by what is written.
         *
         * @param address host:port where it answers
         * @return the alias; without a written port, of any port
         */
        public Aliases.Alias alias(String address) {
            Optional<Integer> port = Optional.of(written)
                    .filter(each -> each.matches(".*:[0-9]+"))
                    .map(each -> Integer.valueOf(each.substring(each.lastIndexOf(':') + 1)));
            return new Aliases.Alias(hostOf(written), port, address);
        }
    }

    /** Copies the lists. */
    public Alertmanagers {
        replicas = List.copyOf(replicas);
        absent = List.copyOf(absent);
    }

    /**
     * Those of a workspace.
     *
     * @param targets what Prometheus sends to, as written; none if they are discovered
     * @param peers the hosts of those that know each other; empty if all of them do
     */
    static Alertmanagers of(List<String> targets, Optional<List<String>> peers) {
        Set<String> written = new LinkedHashSet<>(targets);
        peers.stream()
                .flatMap(List::stream)
                .filter(peer ->
                        targets.stream().noneMatch(target -> hostOf(target).equals(peer)))
                .forEach(written::add);
        List<String> all = written.isEmpty() ? List.of(ALONE) : List.copyOf(written);
        List<Replica> replicas = new ArrayList<>();
        for (String each : all) {
            boolean isSentTo = targets.isEmpty() || targets.contains(each);
            boolean isPeer = peers.map(names -> names.contains(hostOf(each))).orElse(true);
            replicas.add(new Replica(nameOf(replicas.size(), all.size()), each, isSentTo, isPeer));
        }
        return new Alertmanagers(replicas, List.of());
    }

    /** The first ones; {@code file} is what an error is about. */
    Alertmanagers first(int count, Path file) {
        if (count < 1 || count > replicas.size()) {
            throw new StackException(file + ": this drill takes " + count + " Alertmanagers, but there "
                    + (replicas.size() == 1 ? "is 1" : "are " + replicas.size())
                    + "; list them in alerting.alertmanagers of prometheus.yml or in monitoring.alertmanager-peers");
        }
        List<Replica> kept = IntStream.range(0, count)
                .mapToObj(i -> {
                    Replica each = replicas.get(i);
                    return new Replica(nameOf(i, count), each.written(), count == 1 || each.isSentTo(), each.isPeer());
                })
                .toList();
        Stream<String> others = replicas.stream().skip(count).map(each -> hostOf(each.written()));
        return new Alertmanagers(
                kept,
                others.filter(host -> kept.stream()
                                .noneMatch(each -> hostOf(each.written()).equals(host)))
                        .toList());
    }

    /**
     * Whether there are several, which gossip.
     *
     * @return false for a single one
     */
    public boolean isCluster() {
        return replicas.size() > 1;
    }

    /**
     * What those that gossip are told of each other.
     *
     * @param replica one of them
     * @return the names of the others that are peers
     */
    public List<String> peersOf(Replica replica) {
        return replicas.stream()
                .filter(other -> other.isPeer() && !other.equals(replica))
                .map(Replica::name)
                .toList();
    }

    /**
     * What became of them, for people.
     *
     * @return a line for each of several, or none
     */
    public List<String> told() {
        return isCluster()
                ? replicas.stream()
                        .map(each -> "alertmanager " + each.written() + " is " + each.name() + " of a cluster of "
                                + replicas.size())
                        .toList()
                : List.of();
    }

    private static String nameOf(int index, int count) {
        return count == 1 ? ALONE : ALONE + "-" + index;
    }

    private static String hostOf(String written) {
        return written.replaceAll(":[0-9]+$", "");
    }
}
