package io.firedrill.stacks.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firedrill.stacks.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SilenceFileTest {
    @TempDir
    Path folder;

    @Test
    void shipped_silence_is_for_inference_during_its_maintenance() {
        Workspace workspace = Workspace.read(ReferenceWorkspace.copyTo(folder));

        SilenceFile silence = SilenceFile.read(workspace.silences().get(0));

        assertThat(silence.name()).isEqualTo("inference-maintenance");
        assertThat(silence.matchers()).containsExactly("service=\"inference\"");
        assertThat(silence.duration()).isEqualTo(Duration.ofMinutes(10));
        assertThat(silence.author()).isEqualTo("release-bot");
    }

    @Test
    void shipped_silence_of_a_deployment_is_removed_by_whoever_made_it() {
        Workspace workspace = Workspace.read(ReferenceWorkspace.copyTo(folder));

        assertThat(SilenceFile.read(workspace.silences().get(1)).removedAfter())
                .contains(Duration.ofMinutes(5).plusSeconds(30));
        assertThat(SilenceFile.read(workspace.silences().get(0)).removedAfter()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"name\": \"a\", \"value\": \"b\"} | a=\"b\"",
                "{\"name\": \"a\", \"value\": \"b\", \"isRegex\": true} | a=~\"b\"",
                "{\"name\": \"a\", \"value\": \"b\", \"isEqual\": false} | a!=\"b\"",
                "{\"name\": \"a\", \"value\": \"b\", \"isEqual\": false, \"isRegex\": true} | a!~\"b\"",
                "{\"name\": \"a\", \"value\": \"\\\"\\\\\"} | a=\"\\\"\\\\\"",
            })
    void matcher_is_written_as_alertmanager_writes_it(String matcher, String written) throws IOException {
        assertThat(SilenceFile.read(file("{\"matchers\": [" + matcher
                                + "], \"duration\": \"1m\", \"createdBy\": \"me\"," + " \"comment\": \"why\"}"))
                        .matchers())
                .containsExactly(written);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"matchers\": []} | key 'matchers' holds no matcher: a silence must say what it is for; add one",
                "{\"matchers\": [{\"name\": \"a\"}]} | key 'matchers.value' is missing; add it",
                "{\"matchers\": [{\"name\": \"a\", \"value\": \"b\"}]} | key 'duration' is missing; add it, e.g. \"10m\"",
                "{\"matchers\": [{\"name\": \"a\", \"value\": \"b\", \"isRegexp\": true}]} | key 'matchers.isRegexp' is"
                        + " unknown; did you mean 'isRegex'?",
            })
    void mistake_is_one_line_with_file_line_key_and_remedy(String text, String problem) throws IOException {
        Path file = file(text);

        assertThatThrownBy(() -> SilenceFile.read(file))
                .isInstanceOf(StackException.class)
                .hasMessage(file + ":1: " + problem);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("silence.json"), text);
    }
}
