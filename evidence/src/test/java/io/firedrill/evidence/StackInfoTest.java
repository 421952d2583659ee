package io.firedrill.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.StackInfo.Component;
import java.util.List;
import org.junit.jupiter.api.Test;

class StackInfoTest {
    private static final Component PROMETHEUS = new Component("prometheus", "3.16.0");
    private static final Component DATABASE = new Component("database", "17.6");
    private static final Component JAEGER = new Component("jaeger", "1.62.0");

    @Test
    void stacks_of_one_run_are_told_as_one_with_all_that_any_of_them_has() {
        StackInfo whole = info(List.of("mail goes to the inbox", "job 'workers' is left out"), DATABASE, PROMETHEUS);
        StackInfo part = info(List.of("mail goes to the inbox", "job 'gateway' is left out"), JAEGER, PROMETHEUS);

        assertThat(whole.with(part))
                .isEqualTo(info(
                        List.of("mail goes to the inbox", "job 'workers' is left out", "job 'gateway' is left out"),
                        DATABASE,
                        JAEGER,
                        PROMETHEUS));
    }

    private static StackInfo info(List<String> changes, Component... components) {
        return new StackInfo("native", "asked for", 50, changes, List.of(components));
    }
}
