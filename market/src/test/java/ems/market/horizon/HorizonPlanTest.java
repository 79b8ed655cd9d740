package ems.market.horizon;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import ems.market.party.FleetFill;
import ems.market.quantity.Energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HorizonPlanTest {

    private static final int WEEK = 7;
    /** Without evidence of so many days there is no choice, and so no gain and no loss. */
    private static final int UNCHOSEN_DAYS = 5;
    /** The most that a first week may lose beside no price at all. */
    private static final double ALLOWED = 0.995;

    @Test
    void theFirstDayHasTheTableWithoutPastDaysAndChoosesNoPrice() {
        assertThat(HorizonPlan.FIRST.table()).isEqualTo(HorizonTable.WITHOUT_PAST_DAYS);
        assertThat(HorizonPlan.FIRST.choice().chosen()).isEqualTo(HorizonPolicy.PRICE_0);
    }

    @Test
    void aDayWithoutEvsChangesNothing() {
        var silent = new PastDay(Days.FIRST, Collections.nCopies(PastDay.MINUTES, PastMinute.SILENT));

        assertThat(HorizonPlan.FIRST.after(silent, ForecastFarHours.AS_LAST_WEEK, false))
                .isSameAs(HorizonPlan.FIRST);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aDayThatIsNotAfterTheLastOneIsRefused(int day) {
        var days = new District(11, 20, 2).days(5);
        var plan = planAfter(days, false);

        assertThatThrownBy(() -> plan.after(days.get(day), ForecastFarHours.AS_LAST_WEEK, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a plan that was made of days up to 2019-08-05 goes on with a later day, and not with "
                        + days.get(day).date());
    }

    @Test
    void theSameDaysLeadToTheSamePlan() {
        var days = new District(11, 20, 3).days(5);

        var plan = planAfter(days, false);
        var other = planAfter(new District(11, 20, 3).days(5), false);

        assertThat(other.table().hash()).isEqualTo(plan.table().hash());
        assertThat(other.choice().hash()).isEqualTo(plan.choice().hash());
        assertThat(plan.choice().evidence())
                .extracting(DayEvidence::date)
                .containsExactly(Days.FIRST, Days.FIRST.plusDays(1), Days.FIRST.plusDays(2));
    }

    @Test
    void theMarketLooksBackSevenDays() {
        var days = new District(11, 20, 1).days(2);
        var plan = HorizonPlan.FIRST;
        for (int day = 0; day < WEEK + 2; day++) {
            var again = new PastDay(Days.FIRST.plusDays(day), days.get(0).minutes());
            plan = plan.after(again, ForecastFarHours.AS_LAST_WEEK, false);
        }

        assertThat(plan.past()).hasSize(WEEK);
        assertThat(plan.choice().evidence())
                .extracting(DayEvidence::date)
                .startsWith(LocalDate.of(2019, 8, 6))
                .hasSize(WEEK);
    }

    @Test
    void whoKnowsMoreOfTheFarHoursTakesFewerDays() {
        var days = new District(11, 20, 2).days(5);
        ForecastFarHours asYesterday = past -> past.subList(past.size() - 1, past.size());

        var plan = HorizonPlan.FIRST.after(days.get(0), asYesterday, false).after(days.get(1), asYesterday, false);

        assertThat(plan.table())
                .isEqualTo(BackwardInduction.table(
                        List.of(DayFrontier.of(days.get(1))), days.get(1).capacity(), BackwardInduction.CYCLE))
                .isNotEqualTo(planAfter(days, false).table());
    }

    private static HorizonPlan planAfter(List<PastDay> days, boolean leftoversTradeDirectly) {
        var plan = HorizonPlan.FIRST;
        for (PastDay day : days) {
            plan = plan.after(day, ForecastFarHours.AS_LAST_WEEK, leftoversTradeDirectly);
        }
        return plan;
    }

    /**
     * By the replay itself: the chosen policy of each day, from where the day before left the fleet, beside no price at all. A choice that
     * is always no price wins nothing.
     */
    @ParameterizedTest
    @CsvSource({
        "10, 5, false, 1.03",
        "10, 5, true, 1.03",
        "20, 10, false, 1.03",
        "20, 20, true, 0.995",
        "36, 5, true, 1.03",
        "36, 10, true, 0.995",
        "36, 20, false, 0.985",
    })
    void choicesWinWhereCarsAreFewAndLoseLittleWhereTheyAreMany(
            int roofs, int vehicles, boolean leftoversTradeDirectly, double least) {
        var days = new District(100 + roofs, roofs, 2 * WEEK).days(vehicles);

        assertThat(gain(days, leftoversTradeDirectly)).isGreaterThanOrEqualTo(least);
    }

    @Test
    void whereCarsAreFewThreeWeeksOfChoicesWin() {
        var days = new District(110, 10, 3 * WEEK).days(5);

        assertThat(gain(days, false)).isGreaterThan(1.03);
    }

    /** What is saved on the days that are chosen, beside what is saved on them without a price. */
    private static double gain(List<PastDay> days, boolean leftoversTradeDirectly) {
        var plan = HorizonPlan.FIRST;
        FleetFill fleet = days.get(0).start();
        FleetFill other = fleet;
        long saved = 0;
        long without = 0;
        for (PastDay day : days) {
            var outcome = DayReplay.trade(day, plan.chosen(), fleet, leftoversTradeDirectly);
            var myopic =
                    DayReplay.trade(day, HorizonPolicy.PRICE_0.prices(plan.table()), other, leftoversTradeDirectly);
            fleet = outcome.end();
            other = myopic.end();
            if (plan.choice().evidence().size() >= UNCHOSEN_DAYS) {
                saved += outcome.saved().micropence();
                without += myopic.saved().micropence();
            }
            plan = plan.after(day, ForecastFarHours.AS_LAST_WEEK, leftoversTradeDirectly);
        }
        return (double) saved / without;
    }

    /** By a market whose EVs each have their own fill, matched by the solver. */
    @ParameterizedTest
    @CsvSource({"10, 5", "36, 5"})
    void choicesWinInARealMarketWhereCarsAreFew(int roofs, int vehicles) {
        assertThat(gainInARealMarket(200 + roofs, roofs, vehicles, UNCHOSEN_DAYS, 2 * WEEK))
                .isGreaterThan(1.03);
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aFirstWeekOfAnyRealMarketLosesNextToNothing(long seed) {
        for (int roofs : new int[] {10, 20, 36}) {
            for (int vehicles : new int[] {5, 10, 20}) {
                assertThat(gainInARealMarket(seed, roofs, vehicles, 0, WEEK))
                        .as(roofs + " roofs, " + vehicles + " EVs")
                        .isGreaterThan(ALLOWED);
            }
        }
    }

    /** What is stored from the first of these days on, counted from 0, beside what is stored on them without a price. */
    private static double gainInARealMarket(long seed, int roofs, int vehicles, int first, int end) {
        var district = new District(seed, roofs, end);
        var days = district.days(vehicles);
        var chosen = new DistrictMarket(vehicles);
        var myopic = new DistrictMarket(vehicles);
        var plan = HorizonPlan.FIRST;
        long before = 0;
        for (int day = 0; day < end; day++) {
            if (day == first) {
                assertThat(chosen.stored()).isEqualTo(myopic.stored());
                before = myopic.stored();
            }
            chosen.trade(district.nets(), day, plan.chosen());
            myopic.trade(district.nets(), day, HorizonPolicy.PRICE_0.prices(plan.table()));
            plan = plan.after(days.get(day), ForecastFarHours.AS_LAST_WEEK, false);
        }
        return (double) (chosen.stored() - before) / (myopic.stored() - before);
    }

    @Test
    void theChainOfEvidenceStartsAsTheFleetWas() {
        var day = new District(11, 20, 1).days(5).get(0);
        var half = new FleetFill(new Energy(Days.WINDOW), new Energy(2 * Days.WINDOW));
        var started = new PastDay(
                day.date(),
                day.minutes().stream()
                        .map(minute -> PastMinute.of(new long[0], new long[0], 2, half, minute.prices()))
                        .toList());

        assertThat(HorizonPlan.FIRST
                        .after(started, ForecastFarHours.AS_LAST_WEEK, false)
                        .choice()
                        .evidence()
                        .get(0)
                        .end(HorizonPolicy.TABLE))
                .isEqualTo(half);
    }
}
