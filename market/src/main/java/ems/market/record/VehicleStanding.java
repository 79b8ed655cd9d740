package ems.market.record;

import java.time.Duration;

import ems.market.party.EnergyInventory;
import ems.market.party.VehicleId;

/**
 * Where an EV stands as the period starts, before the rules look at it.
 *
 * @param statusAge time since its last report; whole seconds
 */
public record VehicleStanding(VehicleId vehicle, boolean pluggedIn, Duration statusAge, EnergyInventory inventory)
        implements Entry {

    public VehicleStanding {
        if (statusAge.isNegative() || statusAge.getNano() != 0) {
            throw new IllegalArgumentException("age of " + statusAge + " is not in whole seconds from 0 s on");
        }
    }

    public static VehicleStanding readFrom(EntryReader line) {
        return new VehicleStanding(
                new VehicleId(line.text()),
                line.yesOrNo(),
                Duration.ofSeconds(line.number()),
                new EnergyInventory(line.energy(), line.money()));
    }

    @Override
    public EntryKind kind() {
        return EntryKind.VEHICLE_STANDING;
    }

    @Override
    public void writeTo(EntryWriter line) {
        line.text(vehicle.spelled())
                .yesOrNo(pluggedIn)
                .number(statusAge.toSeconds())
                .energy(inventory.energy())
                .money(inventory.value());
    }
}
