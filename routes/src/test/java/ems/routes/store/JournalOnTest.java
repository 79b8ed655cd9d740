package ems.routes.store;

import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

import ems.market.party.GridId;
import ems.market.telemetry.MeterReading;

/** What the journal of a grid holds, each reading as often as it is there. */
public final class JournalOnTest {

    private JournalOnTest() {}

    public static List<MeterReading> readings(DataSource database, GridId grid) {
        List<MeterReading> all = new ArrayList<>();
        new ReadingJournal(Instants.database(database), grid).catchUp(all::add);
        return all;
    }
}
