package io.firedrill.stacks.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.endpoint.EndpointSighting;
import io.firedrill.evidence.endpoint.EndpointSighting.Leak;
import io.firedrill.stacks.workspace.ReferenceWorkspace;
import io.firedrill.stacks.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrittenDownTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void copy() {
        file = ReferenceWorkspace.copyTo(folder);
    }

    @Test
    void every_configuration_is_searched_and_files_that_hold_secrets_are_none() {
        EndpointSighting seen = seen();

        assertThat(seen.texts())
                .as("prometheus, alertmanager, collector, ten of rules")
                .isEqualTo(13);
        assertThat(seen.leaks()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "alertmanager.yml, smtp_auth_password_file:.*, smtp_auth_password: hunter2hunter2, a secret by name",
        "alertmanager.yml, routing_key_file:.*, routing_key: 0123456789abcdef, a secret by name",
        "prometheus.yml, scrape_configs:, 'x: https://me:hunter2hunter2@example.com\nscrape_configs:', a password in a URL",
        "rules/errors.yml, summary:.*, summary: see https://me:hunter2hunter2@wiki.example.com, a password in a URL",
    })
    void secret_in_a_file_is_found_by_its_line_and_not_kept(String name, String find, String replace, String what)
            throws IOException {
        Path spoilt = folder.resolve(name);
        Files.writeString(spoilt, Files.readString(spoilt).replaceFirst(find, replace));

        assertThat(seen().leaks()).singleElement().satisfies(leak -> {
            assertThat(leak.where()).isEqualTo(name);
            assertThat(leak.what()).isEqualTo(what);
            assertThat(leak.place()).matches("line \\d+");
        });
        assertThat(seen().toString()).doesNotContain("hunter2", "0123456789abcdef");
    }

    @Test
    void line_is_that_of_the_secret() throws IOException {
        Path spoilt = folder.resolve("alertmanager.yml");
        String before = Files.readString(spoilt)
                .replaceFirst("smtp_auth_password_file:.*", "smtp_auth_password: hunter2hunter2");
        Files.writeString(spoilt, before);
        long line = before.lines().takeWhile(each -> !each.contains("hunter2")).count() + 1;

        assertThat(seen().leaks()).extracting(Leak::place).containsExactly("line " + line);
    }

    private EndpointSighting seen() {
        return WrittenDown.of(Workspace.read(file), Instant.EPOCH).endpoints().get(0);
    }
}
