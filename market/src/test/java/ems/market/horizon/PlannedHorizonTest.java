package ems.market.horizon;

import java.time.LocalDate;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import ems.market.fixture.InMemoryJournal;
import ems.market.fixture.InMemoryLedger;
import ems.market.party.FleetFill;
import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.quantity.HorizonPrice;
import ems.market.quantity.HorizonPricing;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Entry;
import ems.market.record.HorizonDay;
import ems.market.record.HorizonDay.Why;
import ems.market.record.Step;

import static org.assertj.core.api.Assertions.assertThat;

class PlannedHorizonTest {

    private static final HorizonPricing HALF = HorizonPricing.always(new HorizonPrice(500));
    private static final HorizonPricing LESS = HorizonPricing.always(new HorizonPrice(400));
    private static final LocalDate DAY = LocalDate.parse("2026-06-21");

    private final InMemoryJournal journal = new InMemoryJournal(key -> false);

    private static PeriodKey at(String start) {
        return new PeriodKey(new GridId("north"), MatchingPeriod.parse(start));
    }

    private PlannedHorizon market(HorizonPricing setting) {
        return new PlannedHorizon(setting, journal, new InMemoryLedger());
    }

    /** What the period records of its plan. */
    private Optional<HorizonDay> verified(PlannedHorizon market, String start) {
        return journal.once(
                        at(start),
                        Step.VERIFY_AND_LIMIT,
                        before -> market.begins(before.key()).stream()
                                .map(Entry.class::cast)
                                .toList())
                .first(HorizonDay.class);
    }

    private static Optional<HorizonDay> plan(LocalDate day, HorizonPricing setting, Why why) {
        return Optional.of(new HorizonDay(day, setting, setting, why, Optional.empty()));
    }

    @Test
    void withoutASettingNothingIsPlannedAndNothingPriced() {
        var market = market(HorizonPricing.NONE);
        assertThat(verified(market, "2026-06-21T12:00:00Z")).isEmpty();
        assertThat(market.of(at("2026-06-21T12:00:00Z"), () -> FleetFill.NONE)).isEmpty();
    }

    @Test
    void eachDayBeginsWithItsPlan() {
        var market = market(HALF);
        assertThat(verified(market, "2026-06-21T23:58:00Z")).isEqualTo(plan(DAY, HALF, Why.FIRST));
        assertThat(verified(market, "2026-06-21T23:59:00Z")).isEmpty();
        assertThat(verified(market, "2026-06-22T00:00:00Z")).isEqualTo(plan(DAY.plusDays(1), HALF, Why.NEW_DAY));
        assertThat(verified(market, "2026-06-25T07:00:00Z")).isEqualTo(plan(DAY.plusDays(4), HALF, Why.NEW_DAY));
        assertThat(market.of(at("2026-06-25T07:00:00Z"), () -> FleetFill.NONE)).contains(new HorizonPrice(500));
    }

    @Test
    void aRestartGoesOnWithThePlanAndAnotherSettingBeginsItsOwn() {
        verified(market(HALF), "2026-06-21T12:00:00Z");
        assertThat(verified(market(HALF), "2026-06-21T12:01:00Z")).isEmpty();
        var other = market(LESS);
        assertThat(verified(other, "2026-06-21T12:02:00Z")).isEqualTo(plan(DAY, LESS, Why.BY_SETTING));
        assertThat(verified(other, "2026-06-21T12:03:00Z")).isEmpty();
        assertThat(verified(market(HorizonPricing.NONE), "2026-06-21T12:04:00Z"))
                .isEqualTo(plan(DAY, HorizonPricing.NONE, Why.BY_SETTING));
        assertThat(verified(market(HorizonPricing.NONE), "2026-06-22T00:00:00Z"))
                .isEqualTo(plan(DAY.plusDays(1), HorizonPricing.NONE, Why.NEW_DAY));
    }

    /** Another thread was faster with the step, or the process died: what was thought of counts for nothing. */
    @Test
    void aPlanThatWasNotRecordedIsRecordedWithTheNextPeriod() {
        var market = market(HALF);
        market.begins(at("2026-06-21T12:00:00Z"));
        assertThat(verified(market, "2026-06-21T12:01:00Z")).isEqualTo(plan(DAY, HALF, Why.FIRST));
    }

    /** The period of the minute before comes late: it repeats the plan, word for word. */
    @Test
    void aLatePeriodHasThePlanOfItsOwnTime() {
        var market = market(HALF);
        verified(market, "2026-06-21T12:01:00Z");
        assertThat(verified(market, "2026-06-21T12:00:00Z")).isEqualTo(plan(DAY, HALF, Why.FIRST));
        assertThat(verified(market, "2026-06-21T12:02:00Z")).isEmpty();
    }
}
