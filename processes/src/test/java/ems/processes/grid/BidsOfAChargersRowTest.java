package ems.processes.grid;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

import ems.market.party.GridId;
import ems.market.party.LeastPower;
import ems.market.period.SetPoint;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Power;
import ems.market.record.Exchange;
import ems.market.record.Match;
import ems.market.record.PeriodRecord;
import ems.market.record.Permission;
import ems.market.record.SettlementLine;
import ems.market.record.VehicleBid;
import ems.processes.clock.GridTicker;
import ems.processes.operations.OperatedGrid;
import ems.routes.ocpp.table.ChargerTable;

import static ems.processes.operations.OperatedGrid.NOON;
import static org.assertj.core.api.Assertions.assertThat;

/** A market that is started with a table of chargers: what a row says of a plug holds from the bid to the settlement. */
@QuarkusTest
@TestProfile(BidsOfAChargersRowTest.WithChargers.class)
class BidsOfAChargersRowTest {

    private static final GridId WEAK = new GridId("weak-plug");
    private static final GridId THREE_PHASES = new GridId("three-phases");
    private static final GridId NO_CHARGER = new GridId("no-charger");

    /** EV1 of the first grid moves 1.38 to 2 kW and gives nothing, and that of the second takes 4.14 kW at least. */
    public static class WithChargers implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            var table = Path.of("target", "chargers-of-bids.csv");
            try {
                Files.writeString(
                        table,
                        String.join(
                                "\n",
                                String.join(",", ChargerTable.HEADS),
                                "CP1,1," + WEAK + ",EV1,1,6,16,2,no,,,cp1",
                                "CP2,1," + THREE_PHASES + ",EV1,3,6,16,11,no,,,cp2",
                                "# end\n"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Map.of(
                    "quarkus.datasource.jdbc.url",
                    "jdbc:h2:mem:chargers;NON_KEYWORDS=VALUE,KEY",
                    "ems.data",
                    "target/chargers-data",
                    "ems.ocpp.port",
                    "0",
                    "ems.ocpp.chargers",
                    table.toString());
        }
    }

    @Inject
    LiveGrids grids;

    @Inject
    GridTicker ticking;

    private PeriodRecord traded(GridId id) {
        var grid = new OperatedGrid(grids, ticking, Path.of("../rules/tables"), id);
        grid.trades(NOON);
        return grid.live().journal().read(grid.live().key(NOON));
    }

    private static Energy settled(PeriodRecord record) {
        return record.all(Exchange.class).stream().map(Exchange::energy).reduce(Energy.ZERO, Energy::plus);
    }

    private static Energy over(Power power) {
        return Energy.of(power, MatchingPeriod.LENGTH);
    }

    @Test
    void the_greatest_power_of_a_row_bounds_bid_match_order_and_settlement() {
        var record = traded(WEAK);
        var bid = record.first(VehicleBid.class).orElseThrow();
        var twoKilowatts = new Power(2_000_000);
        assertThat(bid.chargerLimit()).contains(twoKilowatts);
        assertThat(bid.leastPower()).isEqualTo(new LeastPower(new Power(1_380_000), Power.ZERO));
        assertThat(bid.permission()).isEqualTo(new Permission(true, false));
        assertThat(record.all(Match.class))
                .extracting(Match::forecastEnergy)
                .as("of a home that has 3 kW to spare")
                .containsExactly(over(twoKilowatts));
        assertThat(SetPoint.in(record)).extracting(SetPoint::energy).containsExactly(over(twoKilowatts));
        assertThat(settled(record)).isEqualTo(over(twoKilowatts));
        assertThat(record.all(SettlementLine.class)).isNotEmpty();
    }

    @Test
    void a_car_without_a_row_takes_what_the_home_has() {
        assertThat(settled(traded(NO_CHARGER))).isEqualTo(over(new Power(3_000_000)));
    }

    @Test
    void the_least_power_of_a_row_stands_in_the_bid() {
        var record = traded(THREE_PHASES);
        assertThat(record.first(VehicleBid.class).orElseThrow().leastPower().charging())
                .isEqualTo(new Power(4_140_000));
        assertThat(record.all(Match.class))
                .as("of a home that has 3 kW to spare")
                .isEmpty();
    }
}
