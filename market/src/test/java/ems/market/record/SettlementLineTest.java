package ems.market.record;

import org.junit.jupiter.api.Test;

import ems.market.party.GridPrices;
import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.market.quantity.Price;

import static org.assertj.core.api.Assertions.assertThat;

/** The grid pays 6 p/kWh and asks 30 p/kWh; each line moves 2 kWh. */
class SettlementLineTest {

    private static final ProsumerId L1 = new ProsumerId("L1");
    private static final VehicleId EV1 = new VehicleId("EV1");
    private static final GridPrices GRID =
            new GridPrices(Price.ofPencePerKilowattHour("6"), Price.ofPencePerKilowattHour("30"));

    @Test
    void aHomeThatSellsGainsWhatItIsPaidAboveTheGridsPrice() {
        var line = line(Flow.STORED, EV1, L1, 36, 36);
        assertThat(line.benefitOfProsumer(GRID)).isEqualTo(pence(24));
    }

    @Test
    void aHomeThatBuysGainsWhatItSavesAgainstTheGridsPrice() {
        var line = line(Flow.RELEASED, L1, EV1, 44, 40);
        assertThat(line.benefitOfProsumer(GRID)).isEqualTo(pence(16));
    }

    @Test
    void atANegativePriceTheHomeThatSellsPaysAndLoses() {
        var line = line(Flow.STORED, L1, EV1, 4, -4);
        assertThat(line.benefitOfProsumer(GRID)).isEqualTo(pence(-16));
    }

    @Test
    void anEvEarnsWhatItIsPaidAboveTheCostOfWhatItReleases() {
        assertThat(line(Flow.RELEASED, L1, EV1, 44, 40).profitOfVehicle()).isEqualTo(pence(4));
        assertThat(line(Flow.RELEASED, EV1, L1, 4, 40).profitOfVehicle()).isEqualTo(pence(-44));
    }

    @Test
    void anEvEarnsNothingByStoring() {
        assertThat(line(Flow.STORED, EV1, L1, 36, 30).profitOfVehicle()).isEqualTo(Money.ZERO);
    }

    /** 2 kWh at 30 p less 2 kWh at 6 p, for what is stored or goes from home to home. */
    @Test
    void surplusThatIsKeptSavesTheGridsSpreadAndReleasingNothing() {
        var price = new AgreedPrice(Price.ofPencePerKilowattHour("18"), RuleReference.ofCode("any"));
        var direct = new DirectLine(
                new MatchId("any"), L1, new ProsumerId("L2"), Energy.ofKilowattHours("2"), price, pence(36));
        assertThat(line(Flow.STORED, EV1, L1, 36, 36).gridCostSaved(GRID)).isEqualTo(pence(48));
        assertThat(line(Flow.RELEASED, L1, EV1, 44, 40).gridCostSaved(GRID)).isEqualTo(Money.ZERO);
        assertThat(direct.gridCostSaved(GRID))
                .isEqualTo(pence(48))
                .isEqualTo(direct.gainOf(direct.seller(), GRID).plus(direct.gainOf(direct.buyer(), GRID)));
    }

    @Test
    void theHomeAndTheEvAreFoundOnEitherSide() {
        var evPays = line(Flow.STORED, EV1, L1, 36, 36);
        var homePays = line(Flow.RELEASED, L1, EV1, 44, 40);
        assertThat(evPays.prosumer()).isEqualTo(L1);
        assertThat(evPays.vehicle()).isEqualTo(EV1);
        assertThat(homePays.prosumer()).isEqualTo(L1);
        assertThat(homePays.vehicle()).isEqualTo(EV1);
    }

    private static SettlementLine line(Flow flow, Party debit, Party credit, long pence, long bookPence) {
        return new SettlementLine(
                new MatchId("any"),
                flow,
                debit,
                credit,
                Energy.ofKilowattHours("2"),
                new AgreedPrice(Price.ofPencePerKilowattHour("1"), RuleReference.ofCode("any")),
                pence(pence),
                pence(bookPence));
    }

    private static Money pence(long pence) {
        return new Money(pence * 1_000_000);
    }
}
