package ems.market.telemetry;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DeadLetterTest {

    @Test
    void keepsTheFirstThousandCharacters() {
        assertThat(letter("a".repeat(1_000)).text()).hasSize(1_000);
        assertThat(letter("a".repeat(1_000) + "b").text()).isEqualTo("a".repeat(1_000));
    }

    private static DeadLetter letter(String text) {
        return new DeadLetter("meter-readings", Instant.EPOCH, text, "power of -1 W is negative");
    }
}
