package io.firedrill.scenarios.synthesis;

import static io.firedrill.scenarios.promql.Promql.binary;
import static io.firedrill.scenarios.promql.Promql.select;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.scenarios.promql.AlertRule;
import io.firedrill.scenarios.promql.Recordings;
import io.firedrill.stacks.promql.Expr;
import io.firedrill.stacks.workspace.WrittenRule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompanyTest {
    private static final Expr HIGH = binary(select("queue_length"), ">", 200);
    private static final Expr LOW = binary(select("queue_length"), ">", 100);

    private final AlertRule full = rule("Full", 1, HIGH, 5);
    private final AlertRule filling = rule("Filling", 2, LOW, 5);

    @Test
    void alert_whose_condition_entails_another_never_fires_without_it() {
        Company company = new Company(List.of(full, filling));

        assertThat(company.always(full, List.of("Filling")))
                .contains("wherever it is met, so is the condition of Filling (rules.yml:2)");
        assertThat(company.always(filling, List.of("Full"))).isEmpty();
        assertThat(company.always(full, List.of("Other"))).isEmpty();
    }

    @Test
    void alert_that_waits_longer_may_come_too_late_to_be_there_always() {
        AlertRule patient = rule("Patient", 3, LOW, 10);

        assertThat(new Company(List.of(full, patient)).always(full, List.of("Patient")))
                .isEmpty();
        assertThat(new Company(List.of(full, patient)).always(patient, List.of("Full")))
                .isEmpty();
    }

    @Test
    void twins_have_one_condition_and_one_for() {
        AlertRule same = rule("Same", 4, HIGH, 5);
        AlertRule later = rule("Later", 5, HIGH, 15);

        assertThat(new Company(List.of(full, filling, same, later)).twins(full)).containsExactly("Same (rules.yml:4)");
        assertThat(new Company(List.of(full, filling, later)).twins(later)).isEmpty();
    }

    private static AlertRule rule(String name, int line, Expr condition, int minutes) {
        WrittenRule written = new WrittenRule(
                Path.of("rules.yml"),
                line,
                "group",
                name,
                true,
                "",
                Duration.ofMinutes(minutes),
                Duration.ZERO,
                Map.of(),
                Map.of());
        return new AlertRule(written, condition, Recordings.NONE, List.of());
    }
}
