package ems.ledger.store;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.sql.DataSource;

import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

import ems.market.party.EnergyInventory;
import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Money;
import ems.market.record.Entry;
import ems.market.record.InventoryEntry;
import ems.market.record.InventoryEntry.Cause;

import static org.assertj.core.api.Assertions.assertThat;

/** What is known of EVs outlives the build that kept a row for each, and names that end alike do not mix. */
abstract class VehiclePagesContract {

    private static final GridId GRID = new GridId("demo");
    private static final GridId OTHER = new GridId("other");
    private static final MatchingPeriod FIRST = MatchingPeriod.parse("2019-08-05T00:00:00Z");

    abstract DataSource emptyDatabase();

    private DataSource databaseOfAnEarlierBuild() {
        var database = emptyDatabase();
        LedgerTables.migrate(database, "/db/migration/V1__ledger.sql");
        return database;
    }

    @Test
    void rowsOfAnEarlierBuildAreRead() {
        var database = databaseOfAnEarlierBuild();
        var jdbi = Jdbi.create(database);
        jdbi.useHandle(sql -> {
            var rows = sql.prepareBatch("insert into vehicle_state values (?, ?, ?, ?, ?)");
            rows.add("demo", "EV1", 5L, -7L, OffsetDateTime.parse("2019-08-05T02:00:00+02:00"));
            rows.add("demo", "BEV1", null, null, OffsetDateTime.parse("2019-08-05T00:01:00Z"));
            rows.add("demo", "1", 0L, 0L, null);
            rows.add("other", "EV1", Long.MAX_VALUE, Long.MIN_VALUE, null);
            rows.add("other", "EV2", null, null, null);
            rows.execute();
        });
        LedgerTables.migrate(database, "/db/migration/V31__vehicle_pages.sql");
        jdbi.useHandle(sql -> {
            assertThat(VehicleStates.inventories(sql, GRID))
                    .isEqualTo(Map.of(ev("EV1"), holding(5, -7), ev("1"), holding(0, 0)));
            assertThat(VehicleStates.lastStandings(sql, GRID))
                    .isEqualTo(Map.of(ev("EV1"), FIRST, ev("BEV1"), FIRST.next()));
            assertThat(VehicleStates.inventories(sql, OTHER))
                    .isEqualTo(Map.of(ev("EV1"), holding(Long.MAX_VALUE, Long.MIN_VALUE)));
            assertThat(VehicleStates.lastStandings(sql, OTHER)).isEmpty();
            VehicleStates.update(
                    sql,
                    new PeriodKey(GRID, FIRST.next()),
                    List.of(new InventoryEntry(ev("BEV1"), Cause.DRIVEN, holding(9, 9))));
            assertThat(VehicleStates.inventory(sql, GRID, ev("BEV1"))).contains(holding(9, 9));
            assertThat(VehicleStates.lastStanding(sql, GRID, ev("BEV1"))).contains(FIRST.next());
            assertThat(VehicleStates.inventory(sql, GRID, ev("EV1"))).contains(holding(5, -7));
            assertThat(VehicleStates.inventory(sql, OTHER, ev("BEV1"))).isEmpty();
        });
    }

    @Test
    void manyEvsStandInAsManyRowsAsTheirNamesHaveEndings() {
        var database = databaseOfAnEarlierBuild();
        LedgerTables.migrate(database, "/db/migration/V31__vehicle_pages.sql");
        var key = new PeriodKey(GRID, FIRST);
        Jdbi.create(database).useHandle(sql -> {
            for (int round = 0; round < 2; round++) {
                int cost = round;
                VehicleStates.update(
                        sql,
                        key,
                        IntStream.rangeClosed(1, 300)
                                .<Entry>mapToObj(i -> new InventoryEntry(ev("EV" + i), Cause.SETTLED, holding(i, cost)))
                                .toList());
            }
            assertThat(VehicleStates.inventories(sql, GRID))
                    .hasSize(300)
                    .allSatisfy((vehicle, held) -> assertThat(held)
                            .isEqualTo(holding(Integer.parseInt(vehicle.text().substring(2)), 1)));
            assertThat(sql.createQuery("select count(*) from vehicle_page")
                            .mapTo(int.class)
                            .one())
                    .isEqualTo(100 + 9);
        });
    }

    private static VehicleId ev(String name) {
        return new VehicleId(name);
    }

    private static EnergyInventory holding(long millijoules, long micropence) {
        return new EnergyInventory(new Energy(millijoules), new Money(micropence));
    }
}
