package ems.market.horizon;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import ems.market.party.FleetFill;
import ems.market.quantity.Energy;
import ems.market.quantity.Money;

import static ems.market.horizon.HorizonPolicy.PRICE_0;
import static ems.market.horizon.HorizonPolicy.PRICE_300;
import static ems.market.horizon.HorizonPolicy.PRICE_600;
import static ems.market.horizon.HorizonPolicy.PRICE_900;
import static ems.market.horizon.HorizonPolicy.TABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PolicyChoiceTest {

    @Test
    void withoutEvidenceThereIsNoPrice() {
        assertThat(new PolicyChoice(List.of()).chosen()).isEqualTo(PRICE_0);
    }

    @Test
    void fourDaysAreTooFew() {
        var ahead = day(Map.of(PRICE_0, 10_000L, TABLE, 11_000L));

        assertThat(chosen(Collections.nCopies(4, ahead))).isEqualTo(PRICE_0);
        assertThat(chosen(Collections.nCopies(5, ahead))).isEqualTo(TABLE);
    }

    /** Ahead by 4 on six days and behind by 7 on one: 17, and 2 x the root of 145 is 24. */
    @Test
    void aLeadThatChanceExplainsIsNone() {
        List<DayEvidence> days = new ArrayList<>(Collections.nCopies(6, day(Map.of(PRICE_0, 10L, TABLE, 14L))));

        assertThat(chosen(days)).isEqualTo(TABLE);
        days.add(day(Map.of(PRICE_0, 10L, TABLE, 3L)));
        assertThat(chosen(days)).isEqualTo(PRICE_0);
    }

    @Test
    void oneDayThatWonMuchIsNotEnough() {
        List<DayEvidence> days =
                new ArrayList<>(Collections.nCopies(6, day(Map.of(PRICE_0, 10_000L, PRICE_900, 10_001L))));
        days.add(day(Map.of(PRICE_0, 10_000L, PRICE_900, 90_000L)));

        assertThat(chosen(days)).isEqualTo(PRICE_0);
    }

    @Test
    void theOneFurthestAheadIsChosenAndOfTwoAlikeTheFirst() {
        assertThat(chosen(
                        Collections.nCopies(7, day(Map.of(PRICE_0, 10_000L, PRICE_300, 11_000L, PRICE_600, 12_000L)))))
                .isEqualTo(PRICE_600);
        assertThat(chosen(
                        Collections.nCopies(7, day(Map.of(PRICE_0, 10_000L, PRICE_300, 12_000L, PRICE_600, 12_000L)))))
                .isEqualTo(PRICE_300);
    }

    @Test
    void aSmallerLossIsAGain() {
        assertThat(chosen(Collections.nCopies(
                        7,
                        day(Map.of(
                                PRICE_0, -20_000L, PRICE_300, -30_000L, PRICE_600, -30_000L, PRICE_900, -30_000L, TABLE,
                                -10_000L)))))
                .isEqualTo(TABLE);
    }

    @Test
    void theTextSaysWhatWasChosenAndWhy() {
        var choice = new PolicyChoice(List.of(day(Map.of(PRICE_0, 7L))));

        assertThat(choice.text()).isEqualTo("""
                        ems-horizon-choice 1
                        chosen 0
                        2019-08-04 0 1 2 3 7 4 5
                        2019-08-04 300 1 2 3 0 4 5
                        2019-08-04 600 1 2 3 0 4 5
                        2019-08-04 900 1 2 3 0 4 5
                        2019-08-04 table 1 2 3 0 4 5
                        """);
        assertThat(choice.hash()).matches("[0-9a-f]{64}").isNotEqualTo(new PolicyChoice(List.of()).hash());
    }

    @Test
    void evidenceIsOfAllPolicies() {
        assertThatThrownBy(() -> new DayEvidence(Days.FIRST, Map.of(PRICE_0, outcome(7))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the evidence of 2019-08-04 is of [PRICE_0] alone");
    }

    private static HorizonPolicy chosen(List<DayEvidence> days) {
        return new PolicyChoice(days).chosen();
    }

    private static DayEvidence day(Map<HorizonPolicy, Long> saved) {
        return new DayEvidence(
                LocalDate.of(2019, 8, 4),
                Arrays.stream(HorizonPolicy.values())
                        .collect(Collectors.toMap(
                                Function.identity(), policy -> outcome(saved.getOrDefault(policy, 0L)))));
    }

    private static DayOutcome outcome(long saved) {
        return new DayOutcome(
                new Energy(1),
                new Energy(2),
                new Energy(3),
                new Money(saved),
                new FleetFill(new Energy(4), new Energy(5)));
    }
}
