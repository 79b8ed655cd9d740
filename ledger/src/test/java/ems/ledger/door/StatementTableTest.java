package ems.ledger.door;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

import org.h2.jdbcx.JdbcDataSource;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.Test;

import ems.ledger.key.SigningKey;
import ems.ledger.store.LedgerTables;
import ems.ledger.token.ExchangeToken;
import ems.market.party.GridId;
import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.NetEnergy;
import ems.market.record.ExchangeStatement;

import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Statements outlive the process that took them, each grid's by themselves. */
class StatementTableTest {

    private static final GridId HOME = new GridId("home");
    private static final ProsumerId L1 = new ProsumerId("L1");
    private static final VehicleId EV1 = new VehicleId("EV1");
    private static final MatchingPeriod NOON = MatchingPeriod.parse("2026-01-31T12:00:00Z");

    private final DataSource database = LedgerTables.in(empty());
    private final StatementTable table = new StatementTable(database, HOME);

    private static DataSource empty() {
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return database;
    }

    private static ExchangeStatement says(Party by, Party with, MatchingPeriod period) {
        var token = new ExchangeToken(
                by,
                HOME,
                period,
                with,
                nCopies(MatchingPeriod.SAMPLES, NetEnergy.ofMillijoules(-9_007_199_254_740_991L)),
                Optional.of("0".repeat(64)));
        return token.statement(token.sign(SigningKey.of(new byte[32])));
    }

    @Test
    void whatWasKeptIsReadByTheNextProcess() {
        var both = List.of(says(L1, EV1, NOON), says(EV1, L1, NOON));
        table.keep(both);
        assertThat(new StatementTable(database, HOME).all())
                .containsExactlyInAnyOrder(both.get(0).token(), both.get(1).token());
        assertThat(new StatementTable(database, new GridId("elsewhere")).all()).isEmpty();
    }

    @Test
    void allAreKeptOrNone() {
        table.keep(List.of(says(L1, EV1, NOON)));
        assertThatExceptionOfType(UnableToExecuteStatementException.class)
                .isThrownBy(() -> table.keep(List.of(says(EV1, L1, NOON), says(L1, EV1, NOON))));
        assertThat(table.all()).containsExactly(says(L1, EV1, NOON).token());
    }

    @Test
    void thoseOfEarlierPeriodsAreForgotten() {
        table.keep(List.of(says(L1, EV1, NOON), says(L1, EV1, NOON.next())));
        table.forget(NOON.next());
        assertThat(table.all()).containsExactly(says(L1, EV1, NOON.next()).token());
    }
}
