package ems.market.matching;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;

import static org.assertj.core.api.Assertions.assertThat;

class MatchExplanationTest {

    /** Half a thousandth of a kilowatt-hour is 1,800,000 mJ, and would round to nothing. */
    @Test
    void whatWouldRoundToNothingIsLessThanAThousandth() {
        assertThat(moving(1)).startsWith("Z0 and EV1 move less than 0.001 kWh;");
        assertThat(moving(1_800_000)).startsWith("Z0 and EV1 move less than 0.001 kWh;");
        assertThat(moving(1_800_002)).startsWith("Z0 and EV1 move 0.001 kWh;");
    }

    @Test
    void nothingIsNothing() {
        assertThat(moving(0)).startsWith("Z0 and EV1 move 0.000 kWh;");
    }

    @ParameterizedTest
    @CsvSource({"7200000, less", "14400000, as much", "21600000, more"})
    void membersReadNeitherNameNorFigureOfAnotherMembersEv(long other, String gained) {
        var chosen = new Offer(new VehicleId("EV1"), new Energy(14_400_000), Energy.ZERO);
        var lost = new Offer(new VehicleId("EV2"), new Energy(other), Energy.ZERO);
        var why = new MatchExplanation(new ProsumerId("Z0"), chosen, Optional.of(lost), true);
        assertThat(why.sentence()).contains("EV2");
        assertThat(why.sentenceForMembers())
                .isEqualTo(
                        "Z0 and EV1 move 0.004 kWh; a second EV like EV1 would add nothing; with another EV Z0 would have gained "
                                + gained);
    }

    private static String moving(long millijoules) {
        var chosen = new Offer(new VehicleId("EV1"), new Energy(millijoules), Energy.ZERO);
        return new MatchExplanation(new ProsumerId("Z0"), chosen, Optional.empty(), true).sentence();
    }
}
