package ems.ledger.contract;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import ems.market.fixture.Bids;
import ems.market.party.TradingPartners;
import ems.market.quantity.HorizonPrice;
import ems.market.quantity.HorizonPricing;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Entry;
import ems.market.record.HorizonDay;
import ems.market.record.HorizonDay.Past;
import ems.market.record.HorizonDay.Why;
import ems.market.record.HorizonEntry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What a plan binds an operator to. Pairs are not what is tried: the homes have nothing to trade. */
class HorizonPlanContractTest {

    private static final MatchingPeriod FIRST = ReplayedMarket.PERIOD;
    private static final LocalDate DAY = LocalDate.parse("2026-01-31");
    private static final MatchingPeriod MIDNIGHT = MatchingPeriod.parse("2026-02-01T00:00:00Z");
    private static final HorizonPricing HALF = HorizonPricing.always(new HorizonPrice(500));
    private static final HorizonPricing LESS = HorizonPricing.always(new HorizonPrice(400));
    private static final String TABLE = "a".repeat(64);
    private static final String EVIDENCE = "b".repeat(64);

    private static final ReplayedMarket IDLE = new ReplayedMarket(
            List.of(Bids.surplus("L1", 0)),
            List.of(Bids.vehicle("EV1", 10, 6)),
            TradingPartners.EVERYONE_WITH_EVERYONE);

    private final RunningGrid grid = new RunningGrid();

    @BeforeEach
    void enrol() {
        grid.play(FIRST.previous(), IDLE.enrolled());
    }

    private static HorizonDay plan(LocalDate day, HorizonPricing setting, Why why) {
        return new HorizonDay(day, setting, setting, why, Optional.empty());
    }

    private static HorizonDay table(LocalDate day, Why why, Optional<LocalDate> last) {
        return new HorizonDay(
                day, HorizonPricing.TABLE, HorizonPricing.TABLE, why, Optional.of(new Past(last, TABLE, EVIDENCE)));
    }

    /** @param entries plans or prices, between bids and matching */
    private static List<Entry> period(Entry... entries) {
        var price = List.of(entries).stream()
                .filter(HorizonEntry.class::isInstance)
                .map(entry -> ((HorizonEntry) entry).price())
                .findFirst();
        List<Entry> period = new ArrayList<>(IDLE.bids());
        period.addAll(List.of(entries));
        var market = price.map(set -> IDLE.under(set.perMille())).orElse(IDLE);
        period.addAll(market.matching(market.optimal()));
        return period;
    }

    private static HorizonEntry price(int perMille) {
        return new HorizonEntry(new HorizonPrice(perMille), IDLE.fill());
    }

    private void accepts(MatchingPeriod at, Entry... entries) {
        assertThatCode(() -> grid.play(at, period(entries))).doesNotThrowAnyException();
    }

    private void refuses(MatchingPeriod at, String why, Entry... entries) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> grid.play(at, period(entries)))
                .withMessage(why);
    }

    @Test
    void aLedgerWithoutPlansBindsNobody() {
        accepts(FIRST);
        accepts(FIRST.next(), price(500));
        accepts(FIRST.next().next(), price(-20));
        assertThat(grid.state().horizonPlan()).isEmpty();
    }

    @Test
    void aConstantIsThePriceOfEveryPeriodOfTheDay() {
        accepts(FIRST, plan(DAY, HALF, Why.FIRST), price(500));
        accepts(FIRST.next(), price(500));
        assertThat(grid.state().horizonPlan()).contains(plan(DAY, HALF, Why.FIRST));
        var third = FIRST.next().next();
        refuses(third, "by the plan of 2026-01-31 the horizon price is 500 per mille", price(400));
        refuses(
                third,
                "by the plan of 2026-01-31 the period has a horizon price, which is missing before it: 500 per mille");
        accepts(third, price(500));
    }

    @Test
    void aPlanOfNoneLeavesNoPrice() {
        accepts(FIRST, plan(DAY, HorizonPricing.NONE, Why.FIRST));
        refuses(FIRST.next(), "by the plan of 2026-01-31 the period has no horizon price", price(1));
        accepts(FIRST.next());
    }

    @Test
    void eachDayHasItsOwnPlan() {
        accepts(FIRST, plan(DAY, HALF, Why.FIRST), price(500));
        refuses(MIDNIGHT, "the plan of 2026-02-01 is missing before it: the last one is of 2026-01-31", price(500));
        refuses(MIDNIGHT, "the plan of 2026-02-01 is missing before it: the last one is of 2026-01-31");
        refuses(MIDNIGHT, "the period is one of 2026-02-01", plan(DAY, HALF, Why.NEW_DAY), price(500));
        accepts(MIDNIGHT, plan(DAY.plusDays(1), HALF, Why.NEW_DAY), price(500));
    }

    @Test
    void aSettingMayChangeAndSaysSo() {
        accepts(FIRST, plan(DAY, HALF, Why.FIRST), price(500));
        refuses(
                FIRST.next(),
                "it is recorded as by-setting after 'horizon-plan|2026-01-31|500|500|first'",
                plan(DAY, LESS, Why.NEW_DAY),
                price(400));
        accepts(FIRST.next(), plan(DAY, LESS, Why.BY_SETTING), price(400));
        refuses(
                MIDNIGHT,
                "it is recorded as new-day after 'horizon-plan|2026-01-31|400|400|by-setting'",
                plan(DAY.plusDays(1), LESS, Why.BY_SETTING),
                price(400));
    }

    @Test
    void aDayIsNotPlannedAgainUnderTheSameSetting() {
        accepts(FIRST, table(DAY, Why.FIRST, Optional.empty()), price(500));
        refuses(
                FIRST.next(),
                "the day has its plan already: 'horizon-plan|2026-01-31|table|table|first|-|" + TABLE + '|' + EVIDENCE
                        + "'",
                table(DAY, Why.NEW_DAY, Optional.of(DAY.minusDays(1))),
                price(500));
        accepts(FIRST.next(), table(DAY, Why.FIRST, Optional.empty()), price(500));
        refuses(
                FIRST.next().next(),
                "the period has a plan before it",
                table(DAY, Why.FIRST, Optional.empty()),
                table(DAY, Why.FIRST, Optional.empty()),
                price(500));
    }

    @Test
    void aLaterPlanForgetsNoDays() {
        accepts(FIRST, table(DAY, Why.FIRST, Optional.of(DAY.minusDays(1))), price(500));
        refuses(
                MIDNIGHT,
                "the plan before it was made of days up to 2026-01-30",
                table(DAY.plusDays(1), Why.NEW_DAY, Optional.of(DAY.minusDays(2))),
                price(500));
        accepts(MIDNIGHT, table(DAY.plusDays(1), Why.NEW_DAY, Optional.of(DAY)), price(500));
    }

    @Test
    void aPlanStandsBeforeThePriceAndInAnOpenedPeriod() {
        refuses(FIRST, "the period has a horizon price before it", price(500), plan(DAY, HALF, Why.FIRST));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> grid.play(FIRST, List.of(plan(DAY, HALF, Why.FIRST))))
                .withMessage("the period is not opened");
    }
}
