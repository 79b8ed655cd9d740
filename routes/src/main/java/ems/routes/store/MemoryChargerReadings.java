package ems.routes.store;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import ems.market.party.VehicleId;
import ems.market.quantity.MatchingPeriod;
import ems.market.telemetry.ChargedEnergy;
import ems.market.telemetry.ChargerReadings;
import ems.market.telemetry.RegisterHistory;
import ems.market.telemetry.RegisterReading;

/** A study's chargers: filled by one thread, then handed to others and only read. Of an instant the first reading stays. */
public final class MemoryChargerReadings implements ChargerReadings {

    private final Map<VehicleId, NavigableMap<Instant, RegisterReading>> chargers = new HashMap<>();

    public void accept(RegisterReading reading) {
        chargers.computeIfAbsent(reading.vehicle(), first -> new TreeMap<>()).putIfAbsent(reading.at(), reading);
    }

    @Override
    public ChargedEnergy sample(VehicleId vehicle, Instant sampleStart) {
        var readings = chargers.get(vehicle);
        if (readings == null) {
            return ChargedEnergy.UNKNOWN;
        }
        var around = readings.subMap(
                sampleStart.minus(RegisterHistory.LONGEST),
                true,
                sampleStart.plus(MatchingPeriod.SAMPLE).plus(RegisterHistory.LONGEST),
                true);
        return new RegisterHistory(around.values()).sample(sampleStart);
    }
}
