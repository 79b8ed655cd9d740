package ems.market.party;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ems.market.quantity.MatchingPeriod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PeriodKeyTest {

    private static final PeriodKey NOON =
            new PeriodKey(new GridId("north"), new MatchingPeriod(Instant.parse("2026-01-31T12:00:00Z")));

    @Test
    void readsWhatItPrints() {
        assertThat(NOON).hasToString("north/2026-01-31T12:00:00Z");
        assertThat(PeriodKey.parse("north/2026-01-31T12:00:00Z")).isEqualTo(NOON);
        assertThat(PeriodKey.parse(NOON.previous().toString())).isEqualTo(NOON.previous());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "north",
                "/2026-01-31T12:00:00Z",
                "north/",
                "north/noon",
                "north/2026-01-31T12:00:30Z",
                "north/2026-01-31T12:00:00",
                "north/2026-02-30T12:00:00Z",
                "north/east/2026-01-31T12:00:00Z",
                "../2026-01-31T12:00:00Z"
            })
    void anythingElseIsNoKey(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> PeriodKey.parse(text));
    }
}
