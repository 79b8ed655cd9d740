package ems.ledger.store;

import java.util.UUID;
import javax.sql.DataSource;

import org.h2.jdbcx.JdbcDataSource;

class VehiclePagesOnH2Test extends VehiclePagesContract {

    @Override
    DataSource emptyDatabase() {
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return database;
    }
}
