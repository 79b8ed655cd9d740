package ems.rules;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import ems.market.quantity.Energy;
import ems.market.quantity.Percentage;
import ems.market.rule.ActiveRules;
import ems.market.rule.LimitQuestion;
import ems.market.rule.Verdict;
import ems.market.rule.WindowLimits;

import static ems.rules.Asked.CAPACITY;
import static ems.rules.Asked.VEHICLE;
import static ems.rules.Asked.granted;
import static ems.rules.Asked.pluggedIn;
import static ems.rules.Asked.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/** The shipped SoC limits are the specification's eq. (1). */
class SocLimitsTableTest {

    private static ActiveRules rules;

    @BeforeAll
    static void compile() {
        rules = Tables.shipped().checked().compiled();
    }

    @Test
    @DisplayName("An EV trades between a fifth and four fifths of its battery")
    void window() {
        assertThat(granted(verdict(pluggedIn(Duration.ZERO))))
                .isEqualTo(new WindowLimits(Percentage.of(20), Percentage.of(80)));
    }

    @Test
    @DisplayName("An EV that is away takes no part, however lately it reported")
    void away() {
        var away = new LimitQuestion(VEHICLE, false, Duration.ZERO, CAPACITY, CAPACITY);
        var longAway = new LimitQuestion(VEHICLE, false, Duration.ofDays(3), CAPACITY, CAPACITY);

        assertThat(refusal(verdict(away))).isEqualTo("the EV is not plugged in");
        assertThat(refusal(verdict(longAway))).isEqualTo("the EV is not plugged in");
        assertThat(verdict(away).rule().row()).isEqualTo(6);
    }

    @Test
    @DisplayName("An EV whose last report is older than fifteen minutes takes no part")
    void silent() {
        assertThat(verdict(pluggedIn(Duration.ofMinutes(15))).rule().row()).isEqualTo(8);
        assertThat(refusal(verdict(pluggedIn(Duration.ofSeconds(901))))).contains("older than 15 minutes");
        assertThat(refusal(verdict(pluggedIn(Duration.ofDays(400))))).contains("older than 15 minutes");
    }

    @Test
    @DisplayName("An empty, a full and an overfull battery have the same limits")
    void anyCharge() {
        for (Energy stored : List.of(Energy.ZERO, CAPACITY, CAPACITY.plus(CAPACITY))) {
            var question = new LimitQuestion(VEHICLE, true, Duration.ZERO, CAPACITY, stored);

            assertThat(granted(verdict(question)).floor()).isEqualTo(Percentage.of(20));
        }
    }

    @Test
    @DisplayName("State of charge and capacity can be asked for, on both sides of a bound")
    void allConditions() {
        var narrow = Tables.shipped()
                .withRules(
                        Tables.LIMITS,
                        "Small or empty batteries rest,yes,,,,60,,,,,the battery is small",
                        "Large batteries under half trade little,yes,,,60,,,50,40,60,",
                        "Large batteries from half trade,yes,,,60,,50,,20,80,")
                .checked()
                .compiled();

        assertThat(narrow.limits(List.of(
                        battery("59.999", "30"), battery("60", "29.999"), battery("60", "30"), battery("60", "60"))))
                .extracting(verdict -> verdict.rule().row())
                .containsExactly(6, 7, 8, 8);
    }

    @Test
    @DisplayName("A battery of any size has a state of charge")
    void anySize() {
        var half = Tables.shipped()
                .withRules(
                        Tables.LIMITS,
                        "Under half rests,yes,,,,,,50,,,less than half is stored",
                        "From half trades,yes,,,,,50,,20,80,")
                .checked()
                .compiled();
        var most = new Energy(Long.MAX_VALUE);
        var least = new LimitQuestion(VEHICLE, true, Duration.ZERO, new Energy(1), most);

        assertThat(half.limits(List.of(battery("1000000", "499999"), battery("1000000", "500000"), least)))
                .extracting(verdict -> verdict.rule().row())
                .containsExactly(6, 7, 7);
    }

    private static LimitQuestion battery(String capacity, String stored) {
        return new LimitQuestion(
                VEHICLE, true, Duration.ZERO, Energy.ofKilowattHours(capacity), Energy.ofKilowattHours(stored));
    }

    private static Verdict<WindowLimits> verdict(LimitQuestion question) {
        return rules.limits(List.of(question)).get(0);
    }
}
