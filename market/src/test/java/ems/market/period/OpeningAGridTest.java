package ems.market.period;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import ems.market.fixture.PaperGrid;
import ems.market.ledger.Identities;
import ems.market.party.EnergyInventory;
import ems.market.party.GridMembers;
import ems.market.party.ProsumerId;
import ems.market.party.TradingPartners;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.record.AgentKey;
import ems.market.record.Enrolment;
import ems.market.record.InventoryEntry;
import ems.market.record.InventoryEntry.Cause;
import ems.market.record.TradingPartner;
import ems.market.record.Validators;

import static org.assertj.core.api.Assertions.assertThat;

class OpeningAGridTest {

    private static final ProsumerId L1 = new ProsumerId("L1");
    private static final ProsumerId L2 = new ProsumerId("L2");
    private static final VehicleId EV1 = new VehicleId("EV1");
    private static final VehicleId EV2 = new VehicleId("EV2");
    private static final Energy BATTERY = Energy.ofKilowattHours("79.5");
    private static final Energy HELD = Energy.ofKilowattHours("50");
    private static final EnergyInventory BOUGHT = EnergyInventory.boughtAt(PaperGrid.PRICES.buy(), HELD);

    @Test
    void theFirstBlockHoldsWhoSignsWhoBelongsAndWhoTradesWithWhom() {
        var validators = new Validators(1, List.of("rsu+0000abcd+ARpc2QcUPDhM"));
        var key = new AgentKey(L1, AgentKey.BIDS, "A".repeat(43));
        var partners = new TradingPartners(Map.of(L2, Set.of(EV1), L1, Set.of(EV2, EV1)));
        var grid = new PaperGrid(
                        new GridMembers(List.of(L1, L2), List.of(PaperGrid.car(EV1), PaperGrid.car(EV2)), partners))
                .opened(HELD, new Identities(Optional.of(validators), List.of(key)));

        assertThat(grid.market().grid()).isEqualTo(PaperGrid.GRID);
        assertThat(grid.ledger().blocks()).singleElement().satisfies(block -> {
            assertThat(block.key()).isEqualTo(PaperGrid.period(-1));
            assertThat(block.entries())
                    .containsExactly(
                            validators,
                            new Enrolment(L1, Energy.ZERO),
                            new Enrolment(L2, Energy.ZERO),
                            new Enrolment(EV1, BATTERY),
                            new InventoryEntry(EV1, Cause.JOINED, BOUGHT),
                            new Enrolment(EV2, BATTERY),
                            new InventoryEntry(EV2, Cause.JOINED, BOUGHT),
                            key,
                            new TradingPartner(L1, EV1),
                            new TradingPartner(L1, EV2),
                            new TradingPartner(L2, EV1));
        });
    }

    @Test
    void whereEveryoneTradesWithEveryoneNobodysPartnersAreListed() {
        var grid = PaperGrid.of(List.of(L1), PaperGrid.car(EV1)).opened(HELD);
        assertThat(grid.ledger().blocks().get(0).entries())
                .containsExactly(
                        new Enrolment(L1, Energy.ZERO),
                        new Enrolment(EV1, BATTERY),
                        new InventoryEntry(EV1, Cause.JOINED, BOUGHT));
    }
}
