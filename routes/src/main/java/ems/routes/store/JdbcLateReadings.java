package ems.routes.store;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

import ems.market.party.GridId;
import ems.market.telemetry.DeadLetter;
import ems.market.telemetry.DeadLetters;
import ems.market.telemetry.LateReading;
import ems.market.telemetry.LateReadings;

/** Late readings of a live grid in the table of {@code V11__late_readings.sql}; they survive a restart. */
public final class JdbcLateReadings implements LateReadings {

    private static final String DOOR = "late-readings";

    private final LateReadingTable table;
    private final DeadLetters letters;
    private final InstantSource clock;

    /** @param letters takes what is refused */
    public JdbcLateReadings(DataSource source, GridId grid, DeadLetters letters, InstantSource clock) {
        this.table = new LateReadingTable(Instants.database(source), grid);
        this.letters = letters;
        this.clock = clock;
    }

    @Override
    public List<LateReading> waiting(int most) {
        return table.oldest(most);
    }

    @Override
    public void taken(Collection<LateReading> readings) {
        table.delete(readings);
    }

    /** The letter first: whatever comes in between, the reading waits on or somebody can see why it does not. */
    @Override
    public void refuse(LateReading reading, String reason) {
        var text = "readings of " + reading.party().text() + " in the period " + reading.period();
        letters.add(new DeadLetter(DOOR, clock.instant(), text, reason));
        table.delete(Set.of(reading));
    }
}
