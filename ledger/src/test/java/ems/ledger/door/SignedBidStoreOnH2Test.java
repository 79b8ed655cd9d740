package ems.ledger.door;

import java.util.UUID;
import javax.sql.DataSource;

import org.h2.jdbcx.JdbcDataSource;

import ems.ledger.store.LedgerTables;

class SignedBidStoreOnH2Test extends SignedBidStoreContract {

    @Override
    DataSource emptyDatabase() {
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return LedgerTables.in(database);
    }
}
