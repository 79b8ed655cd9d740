package ems.market.record;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ems.market.quantity.MatchingPeriod;

import static org.assertj.core.api.Assertions.assertThat;

/** What a record of a period that was not settled says of others, and of orders. */
class AbandonmentTest {

    private static final MatchingPeriod NOON = MatchingPeriod.parse("2026-06-21T12:00:00Z");
    private static final MatchingPeriod LATER = MatchingPeriod.parse("2026-06-21T12:29:00Z");

    @Test
    void theLastOfSkippedPeriodsSaysFromWhenOnTheyWereSkipped() {
        var many = new Abandonment(Abandonment.skipped(NOON, LATER, "no tick came while they could start"));
        assertThat(many.reason())
                .isEqualTo(
                        "skipped, like all periods from 2026-06-21T12:00:00Z on: no tick came while they could start");
        assertThat(many.skippedFrom(LATER)).contains(NOON);
        assertThat(many.why()).isEqualTo("no tick came while they could start");
        assertThat(many.trail()).isEmpty();
        assertThat(many.isByPause()).isFalse();
    }

    @Test
    void aPeriodThatWasSkippedAloneStandsForItself() {
        var one = new Abandonment(Abandonment.skipped(NOON, NOON, Abandonment.byPause(17)));
        assertThat(one.reason()).isEqualTo("skipped: paused by an operator (trail 17)");
        assertThat(one.skippedFrom(NOON)).contains(NOON);
        assertThat(one.why()).isEqualTo("paused by an operator (trail 17)");
        assertThat(one.trail()).hasValue(17);
        assertThat(one.isByPause()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "skipped",
                "skipped, like all periods from yesterday on: x",
                "skipped, like all periods from 2026-06-21T12:00:30Z on: x",
                "skipped, like all periods from 2026-06-21T12:00:00Z"
            })
    void aRecordThatNamesNoPeriodStandsForItself(String reason) {
        assertThat(new Abandonment(reason).skippedFrom(LATER)).contains(LATER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"the settlement was skipped", "aborted by an operator (trail 3)", Abandonment.INTERRUPTED})
    void aPeriodThatWasStartedWasNotSkipped(String reason) {
        assertThat(new Abandonment(reason).skippedFrom(NOON)).isEmpty();
        assertThat(new Abandonment(reason).why()).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x (trail )", "x (trail y)", "x (trail 1", "x (trail 12345678901234567890)", "(trail 1)"})
    void whatIsNoNumberOfTheTrailIsNone(String reason) {
        assertThat(new Abandonment(reason).trail()).isEmpty();
    }
}
