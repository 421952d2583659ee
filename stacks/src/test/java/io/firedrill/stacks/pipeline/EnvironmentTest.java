package io.firedrill.stacks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {
    @ParameterizedTest
    @ValueSource(strings = {"PORT", "INFERENCE_URL", "API_KEYS"})
    void gateway_names_the_variable_that_is_missing(String name) {
        Map<String, String> variables =
                new TreeMap<>(Map.of("PORT", "0", "INFERENCE_URL", "http://127.0.0.1:1", "API_KEYS", "key"));
        variables.remove(name);

        assertThatThrownBy(() -> Gateway.start(variables))
                .isInstanceOf(Environment.Mistake.class)
                .hasMessage(name + " is missing: set this environment variable");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PORT | 70000 | a port between 0 and 65535",
                "PORT | http | a port between 0 and 65535",
                "INFERENCE_URL | inference:8080 | an http or https URL",
                "API_KEYS | , | one value or several between commas",
                "RATE_LIMIT_PER_SECOND | 0 | a whole number above 0",
                "RATE_LIMIT_PER_SECOND | 1.5 | a whole number above 0",
                "INFERENCE_TIMEOUT | 5s | a whole number of milliseconds, 0 or more"
            })
    void gateway_says_what_a_variable_must_be(String name, String value, String form) {
        Map<String, String> variables =
                new TreeMap<>(Map.of("PORT", "0", "INFERENCE_URL", "http://127.0.0.1:1", "API_KEYS", "key"));
        variables.put(name, value);

        assertThatThrownBy(() -> Gateway.start(variables))
                .isInstanceOf(Environment.Mistake.class)
                .hasMessage(name + " must be " + form + ", but was '" + value + "'");
    }

    @Test
    void inference_wants_a_jdbc_url_of_postgresql() {
        assertThatThrownBy(() -> Inference.start(Map.of("DATABASE_URL", "http://127.0.0.1:5432/pipeline")))
                .isInstanceOf(Environment.Mistake.class)
                .hasMessage("DATABASE_URL must be a URL that begins with jdbc:postgresql://, "
                        + "but was 'http://127.0.0.1:5432/pipeline'");
    }

    @Test
    void variable_that_is_empty_counts_as_not_set() {
        Environment environment = new Environment(Map.of("DELAY", " ", "RETRIES", ""));

        assertThat(environment.milliseconds("DELAY", Duration.ofMillis(7))).isEqualTo(Duration.ofMillis(7));
        assertThat(environment.count("RETRIES", 2)).isEqualTo(2);
    }
}
