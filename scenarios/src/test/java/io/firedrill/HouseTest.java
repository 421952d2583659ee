package io.firedrill;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The layering that ARCHITECTURE.md draws. */
class HouseTest {
    private static final List<String> MODULES = List.of("evidence", "stacks", "assertions", "reports", "scenarios");
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.firedrill");

    @ParameterizedTest
    @ValueSource(strings = {"evidence", "stacks", "assertions", "reports", "scenarios"})
    void module_is_imported_whole(String module) {
        assertThat(CLASSES.stream().filter(type -> type.getPackageName().startsWith("io.firedrill." + module)))
                .as("rules that look at nothing hold")
                .hasSizeGreaterThan(20);
    }

    @Test
    void evidence_depends_on_nothing_but_the_jdk_jackson_and_jspecify() {
        classes()
                .that()
                .resideInAPackage("io.firedrill.evidence..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.firedrill.evidence..", "java..", "org.jspecify..", "com.fasterxml.jackson..")
                .because("everybody meets in it, so it must not bring anybody along")
                .check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stacks", "assertions", "reports"})
    void sibling_sees_evidence_and_no_other_module(String module) {
        String[] others = MODULES.stream()
                .filter(other -> !other.equals(module) && !other.equals("evidence"))
                .map(other -> "io.firedrill." + other + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("io.firedrill." + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .because("siblings meet in evidence and are wired only in scenarios")
                .check(CLASSES);
    }

    @ParameterizedTest
    @CsvSource({
        "io.gatling.., io.firedrill.scenarios.traffic..",
        "org.testcontainers.., io.firedrill.stacks.platform..",
        "com.github.dockerjava.., io.firedrill.stacks.platform..",
        "io.airlift.., io.firedrill.stacks.observe..",
        "okhttp3.., io.firedrill.stacks..",
        "eu.rekawek.toxiproxy.., io.firedrill.stacks.fault..",
        "org.assertj.., io.firedrill.assertions..",
        "gg.jte.., io.firedrill.reports..",
        "org.junit.jupiter.., io.firedrill.scenarios.junit..",
        "picocli.., io.firedrill.scenarios.cli..",
        "jakarta.mail.., io.firedrill.stacks.inbox..",
        "io.javalin.., io.firedrill.stacks.pipeline.."
    })
    void library_stays_in_its_place(String library, String place) {
        noClasses()
                .that(resideInAPackage(place).negate())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(library)
                .because("a library that is known in one place can be exchanged in one place")
                .check(CLASSES);
    }

    @Test
    void observers_know_nothing_of_the_drills_system() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.firedrill.stacks.pipeline..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.firedrill.stacks.pipeline..")
                .because("the reference pipeline is an example, and not a special case in the code")
                .check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evidence", "reports", "scenarios"})
    void packages_of_a_module_have_no_cycles(String module) {
        slices().matching("io.firedrill." + module + ".(**)")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void verdicts_and_reports_ask_no_clock() {
        noClasses()
                .that()
                .resideInAnyPackage("io.firedrill.evidence..", "io.firedrill.assertions..", "io.firedrill.reports..")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .because("the same evidence always gives the same verdict and the same report")
                .check(CLASSES);
    }

    @Test
    void every_package_is_null_marked() {
        assertThat(CLASSES.stream().map(type -> type.getPackage()).distinct().flatMap(HouseTest::unmarked))
                .isEmpty();
    }

    private static Stream<String> unmarked(JavaPackage each) {
        return each.isAnnotatedWith(NullMarked.class) ? Stream.empty() : Stream.of(each.getName());
    }
}
