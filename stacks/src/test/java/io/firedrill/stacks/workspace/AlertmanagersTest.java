package io.firedrill.stacks.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firedrill.stacks.StackException;
import io.firedrill.stacks.workspace.Alertmanagers.Replica;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlertmanagersTest {
    private static final Path FILE = Path.of("firedrill.yaml");
    private static final List<String> TWO = List.of("am-a:9093", "am-b:9093");

    @Test
    void one_target_or_none_is_one_that_stands_alone() {
        Alertmanagers discovered = Alertmanagers.of(List.of(), Optional.empty());
        assertThat(discovered.replicas()).containsExactly(new Replica("alertmanager", "alertmanager", true, true));
        assertThat(discovered.isCluster()).isFalse();
        assertThat(discovered.told()).isEmpty();

        assertThat(Alertmanagers.of(List.of("pager:9093"), Optional.empty()).replicas())
                .containsExactly(new Replica("alertmanager", "pager:9093", true, true));
    }

    @Test
    void two_targets_are_two_that_know_each_other() {
        Alertmanagers two = Alertmanagers.of(TWO, Optional.empty());

        assertThat(two.replicas())
                .containsExactly(
                        new Replica("alertmanager-0", "am-a:9093", true, true),
                        new Replica("alertmanager-1", "am-b:9093", true, true));
        assertThat(two.peersOf(two.replicas().get(0))).containsExactly("alertmanager-1");
        assertThat(two.peersOf(two.replicas().get(1))).containsExactly("alertmanager-0");
        assertThat(two.told())
                .containsExactly(
                        "alertmanager am-a:9093 is alertmanager-0 of a cluster of 2",
                        "alertmanager am-b:9093 is alertmanager-1 of a cluster of 2");
    }

    /** Both run, and each is a cluster of its own. */
    @Test
    void peers_that_are_written_as_none_leave_each_by_itself() {
        Alertmanagers two = Alertmanagers.of(TWO, Optional.of(List.of()));

        assertThat(two.replicas()).hasSize(2).allMatch(Replica::isSentTo).noneMatch(Replica::isPeer);
        assertThat(two.peersOf(two.replicas().get(0))).isEmpty();
    }

    /** It is enough for one of them to be told. */
    @Test
    void peer_is_told_to_the_others_only() {
        Alertmanagers two = Alertmanagers.of(TWO, Optional.of(List.of("am-a")));

        assertThat(two.peersOf(two.replicas().get(0))).isEmpty();
        assertThat(two.peersOf(two.replicas().get(1))).containsExactly("alertmanager-0");
    }

    @Test
    void peer_that_prometheus_does_not_send_to_runs_all_the_same() {
        assertThat(Alertmanagers.of(List.of("am-a:9093"), Optional.of(List.of("am-a", "am-b")))
                        .replicas())
                .containsExactly(
                        new Replica("alertmanager-0", "am-a:9093", true, true),
                        new Replica("alertmanager-1", "am-b", false, true));
    }

    @Test
    void discovered_ones_are_the_peers_and_all_are_sent_to() {
        assertThat(Alertmanagers.of(List.of(), Optional.of(List.of("am-a", "am-b")))
                        .replicas())
                .extracting(Replica::isSentTo)
                .containsExactly(true, true);
    }

    @Test
    void first_alone_is_called_as_if_there_were_no_other_and_the_others_are_absent() {
        Alertmanagers one = Alertmanagers.of(TWO, Optional.empty()).first(1, FILE);

        assertThat(one.replicas()).containsExactly(new Replica("alertmanager", "am-a:9093", true, true));
        assertThat(one.absent()).containsExactly("am-b");
        assertThat(one.isCluster()).isFalse();
    }

    /** The same host on another port is the one that runs, too. */
    @Test
    void host_of_one_that_runs_is_not_absent() {
        assertThat(Alertmanagers.of(List.of("localhost:9093", "localhost:9094"), Optional.empty())
                        .first(1, FILE)
                        .absent())
                .isEmpty();
    }

    @Test
    void more_than_there_are_is_refused() {
        assertThatThrownBy(() ->
                        Alertmanagers.of(List.of("am-a:9093"), Optional.empty()).first(2, FILE))
                .isInstanceOf(StackException.class)
                .hasMessage("firedrill.yaml: this drill takes 2 Alertmanagers, but there is 1; list them in"
                        + " alerting.alertmanagers of prometheus.yml or in monitoring.alertmanager-peers");
    }

    @Test
    void alias_leads_from_what_is_written_to_where_it_answers() {
        Alertmanagers two = Alertmanagers.of(List.of("am-a:9093"), Optional.of(List.of("am-a", "am-b")));
        Aliases aliases = new Aliases(List.of(
                two.replicas().get(0).alias("127.0.0.1:1"),
                two.replicas().get(1).alias("127.0.0.1:2")));

        assertThat(aliases.resolve("am-a:9093")).contains("127.0.0.1:1");
        assertThat(aliases.resolve("am-a:80")).isEmpty();
        assertThat(aliases.resolve("am-b:9093")).contains("127.0.0.1:2");
    }
}
