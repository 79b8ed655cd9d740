package ems.routes.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

import org.jdbi.v3.core.Jdbi;

import ems.market.party.GridId;
import ems.market.party.VehicleId;
import ems.market.quantity.MatchingPeriod;
import ems.market.telemetry.RegisterReading;
import ems.market.telemetry.SignedRecords;
import ems.routes.ocpp.session.ChargingStore.Kept;
import ems.routes.store.ChargerRecordTable.Told;

/** What the chargers of one grid tell: registers, and records that their meters signed. All is kept, also what is not believed. */
public final class ChargerInbox {

    /** As long as a column of the table. */
    private static final int MOST_CHARACTERS = 32_768;

    private final GridId grid;
    private final Jdbi database;
    private final ChargerRecordTable records;
    private final SignedRecords believed;
    private final InstantSource clock;
    private final Duration grace;

    /** @param grace how long after a period's end it is measured */
    public ChargerInbox(DataSource source, GridId grid, SignedRecords believed, InstantSource clock, Duration grace) {
        this.database = Instants.database(source);
        this.grid = grid;
        this.records = new ChargerRecordTable(database, grid);
        this.believed = believed;
        this.clock = clock;
        this.grace = grace;
    }

    /** A reading for itself, of a grid without stations: what these tell is kept together. */
    public void keep(RegisterReading reading) {
        var now = clock.instant();
        var measured = MatchingPeriod.containing(reading.at()).end().plus(grace);
        new ChargerReadingTable(database, grace).insert(List.of(new Kept(grid, reading, now, !now.isBefore(measured))));
    }

    /**
     * @param at when the charger told it
     * @param record as its meter signed it
     * @return why it is not believed; empty: it is
     */
    public Optional<String> keep(VehicleId vehicle, Instant at, String record) {
        if (record.length() > MOST_CHARACTERS || record.indexOf('\0') >= 0) {
            return Optional.of("a signed record of " + record.length() + " characters is longer than " + MOST_CHARACTERS
                    + ", or holds a zero: it is not kept");
        }
        var refused = believed.refusal(vehicle, record);
        records.insert(new Told(vehicle, at, record), refused, clock.instant());
        return refused;
    }
}
