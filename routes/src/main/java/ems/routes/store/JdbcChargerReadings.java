package ems.routes.store;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;

import ems.market.party.GridId;
import ems.market.party.VehicleId;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Match;
import ems.market.record.MatchIds;
import ems.market.record.SignedRegisters;
import ems.market.telemetry.ChargedEnergy;
import ems.market.telemetry.ChargerReadings;
import ems.market.telemetry.RegisterHistory;
import ems.market.telemetry.RegisterReading;
import ems.market.telemetry.SignedRecords;
import ems.routes.store.ChargerRecordTable.Told;

/** What the chargers of one grid moved, from the tables of {@code V22__charging_stations.sql} and {@code V23__charger_records.sql}. */
public final class JdbcChargerReadings implements ChargerReadings {

    private final ChargerReadingTable table;
    private final ChargerRecordTable records;
    private final SignedRecords believed;
    private final GridId grid;

    /** @param believed says what signed records show */
    public JdbcChargerReadings(DataSource source, GridId grid, SignedRecords believed) {
        var database = Instants.database(source);
        this.table = new ChargerReadingTable(database);
        this.records = new ChargerRecordTable(database, grid);
        this.believed = believed;
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
        var signed = signed(vehicles, period);
        var ids = new MatchIds(period);
        return new ChargerReadings() {
            @Override
            public ChargedEnergy sample(VehicleId vehicle, Instant sampleStart) {
                boolean inside = !sampleStart.isBefore(period.start()) && sampleStart.isBefore(period.end());
                return inside && vehicles.contains(vehicle)
                        ? histories
                                .getOrDefault(vehicle, new RegisterHistory(List.of()))
                                .sample(sampleStart)
                        : JdbcChargerReadings.this.sample(vehicle, sampleStart);
            }

            @Override
            public Optional<SignedRegisters> signed(Match match) {
                return ids.has(match.id()) && vehicles.contains(match.vehicle())
                        ? shown(match, period, signed.getOrDefault(match.vehicle(), List.of()))
                        : JdbcChargerReadings.this.signed(match);
            }
        };
    }

    @Override
    public Optional<SignedRegisters> signed(Match match) {
        var period = match.id().period();
        var told = signed(List.of(match.vehicle()), period);
        return shown(match, period, told.getOrDefault(match.vehicle(), List.of()));
    }

    private Map<VehicleId, List<Told>> signed(Collection<VehicleId> vehicles, MatchingPeriod period) {
        return vehicles.isEmpty()
                ? Map.of()
                : records
                        .believed(
                                vehicles,
                                period.start().minus(RegisterHistory.LONGEST),
                                period.end().plus(RegisterHistory.LONGEST))
                        .stream()
                        .collect(Collectors.groupingBy(Told::vehicle));
    }

    /** Nothing is bounded before a record from after the period has come in: looking into the others would cost for nothing. */
    private Optional<SignedRegisters> shown(Match match, MatchingPeriod period, List<Told> told) {
        var end = period.end();
        return told.stream().allMatch(each -> each.at().isBefore(end))
                ? Optional.empty()
                : believed.of(match, told.stream().map(Told::text).toList());
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
