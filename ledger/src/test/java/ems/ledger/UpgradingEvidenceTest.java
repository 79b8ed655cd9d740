package ems.ledger;

import java.util.List;
import java.util.UUID;

import org.h2.jdbcx.JdbcConnectionPool;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

import ems.market.party.VehicleId;

import static org.assertj.core.api.Assertions.assertThat;

/** Books from before the evidence of bids was thinned out go on. */
class UpgradingEvidenceTest {

    private static final String EVERY_BID_OF_TWO_BLOCKS = """
            insert into evidence (grid, account, kind, period_start, entry) values
                ('home', 'vehicle:EV1', 'enrolment', timestamp with time zone '2019-08-03 23:59:00+00', 3),
                ('home', 'vehicle:EV1', 'vehicle-bid', timestamp with time zone '2019-08-04 00:00:00+00', 7),
                ('home', 'vehicle:EV1', 'vehicle-bid', timestamp with time zone '2019-08-04 00:01:00+00', 8);
            insert into block (grid, height, period_start, entries, root, previous_hash, hash) values
                ('home', 1, timestamp with time zone '2019-08-04 00:00:00+00', 9, '', '', ''),
                ('home', 2, timestamp with time zone '2019-08-04 00:01:00+00', 9, '', '', '')
            """;

    @Test
    void all_evidence_stays_but_that_of_the_newest_blocks_bids() {
        var database = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "sa");
        LedgerTables.migrate(database, "/db/migration/V1__ledger.sql");
        Jdbi.create(database)
                .useHandle(sql -> sql.createScript(EVERY_BID_OF_TWO_BLOCKS).execute());
        LedgerTables.migrate(database, "/db/migration/V4__evidence_by_kind.sql");
        Jdbi.create(database).useHandle(sql -> {
            var end = DemoMarket.key(9).period();
            assertThat(BlockTables.latest(sql, DemoMarket.GRID, "enrolment", end))
                    .containsEntry(
                            "vehicle:EV1",
                            new BlockTables.Place(DemoMarket.key(-1).period(), 3));
            assertThat(BlockTables.latestBids(sql, DemoMarket.GRID, List.of(new VehicleId("EV1")), end))
                    .containsEntry(
                            "vehicle:EV1",
                            new BlockTables.Place(DemoMarket.key(0).period(), 7));
        });
        database.dispose();
    }
}
