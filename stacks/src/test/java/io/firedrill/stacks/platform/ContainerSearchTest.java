package io.firedrill.stacks.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ContainerSearchTest {
    @Test
    void images_that_cannot_be_had_are_all_named_and_each_cause_once() {
        Map<String, String> missing =
                new TreeMap<>(Map.of("a:1", "no such host", "b:2", "no such host", "c:3", "manifest unknown"));

        assertThat(ContainerSearch.missing(missing))
                .isInstanceOfSatisfying(
                        ContainerOffer.Unavailable.class,
                        offer -> assertThat(offer.reason())
                                .isEqualTo("image c:3 is not there and cannot be pulled: manifest unknown;"
                                        + " images a:1, b:2 are not there and cannot be pulled: no such host"));
    }
}
