package ems.routes.store;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;

import ems.market.party.GridId;
import ems.market.party.VehicleId;
import ems.market.quantity.MatchingPeriod;
import ems.market.telemetry.ChargedEnergy;
import ems.market.telemetry.ChargerReadings;
import ems.market.telemetry.RegisterHistory;
import ems.market.telemetry.RegisterReading;

/** What the chargers of one grid moved, from the table of {@code V24__charging_stations.sql}. */
public final class JdbcChargerReadings implements ChargerReadings {

    private final ChargerReadingTable table;
    private final GridId grid;

    public JdbcChargerReadings(DataSource source, GridId grid) {
        this.table = new ChargerReadingTable(Instants.database(source));
        this.grid = grid;
    }

    @Override
    public ChargedEnergy sample(VehicleId vehicle, Instant sampleStart) {
        return histories(List.of(vehicle), sampleStart, sampleStart.plus(MatchingPeriod.SAMPLE))
                .getOrDefault(vehicle, new RegisterHistory(List.of()))
                .sample(sampleStart);
    }

    @Override
    public ChargerReadings during(MatchingPeriod period, Collection<VehicleId> vehicles) {
        var histories = histories(vehicles, period.start(), period.end());
        return (vehicle, sampleStart) -> {
            boolean inside = !sampleStart.isBefore(period.start()) && sampleStart.isBefore(period.end());
            return inside && vehicles.contains(vehicle)
                    ? histories
                            .getOrDefault(vehicle, new RegisterHistory(List.of()))
                            .sample(sampleStart)
                    : sample(vehicle, sampleStart);
        };
    }

    /** With the readings around it that a sample may need. */
    private Map<VehicleId, RegisterHistory> histories(Collection<VehicleId> vehicles, Instant from, Instant upTo) {
        Map<VehicleId, RegisterHistory> histories = new HashMap<>();
        if (!vehicles.isEmpty()) {
            table
                    .between(grid, vehicles, from.minus(RegisterHistory.LONGEST), upTo.plus(RegisterHistory.LONGEST))
                    .stream()
                    .collect(Collectors.groupingBy(RegisterReading::vehicle))
                    .forEach((vehicle, readings) -> histories.put(vehicle, new RegisterHistory(readings)));
        }
        return histories;
    }
}
