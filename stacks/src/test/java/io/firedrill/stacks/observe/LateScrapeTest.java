package io.firedrill.stacks.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LateScrapeTest {
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    rate(x[1m])                        ; rate(x[55s] offset 5s)
                    rate(x[1s200ms]) / rate(y[5s])     ; rate(x[1s200ms]) / rate(y[5s])
                    rate(x[5m] offset 1h)              ; rate(x[5m] offset 1h)
                    rate(x[5m] @ 17.5)                 ; rate(x[5m] @ 17.5)
                    max_over_time(rate(x[1m])[1h:1m])  ; max_over_time(rate(x[55s] offset 5s)[1h:1m])
                    sum(x{path=~"[a-z]+"})             ; sum(x{path=~"[a-z]+"})
                    """)
    void windows_end_one_scrape_before_and_begin_as_always(String query, String late) {
        assertThat(LateScrape.missing(query, Duration.ofSeconds(5))).isEqualTo(late);
    }
}
