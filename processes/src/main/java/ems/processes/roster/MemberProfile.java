package ems.processes.roster;

import java.util.Optional;

import ems.market.party.ElectricVehicle;
import ems.market.party.EnergyInventory;
import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.market.quantity.Power;

/**
 * What a member is enrolled with.
 *
 * @param vehicle empty: it is a home
 * @param joining what an EV holds that never was in the grid, and what that cost; nothing for a home
 * @param mostPower of a home whose connection is known; without it the bound that is usual holds
 */
public record MemberProfile(Optional<ElectricVehicle> vehicle, EnergyInventory joining, Optional<Power> mostPower) {

    private static final EnergyInventory NOTHING = new EnergyInventory(Energy.ZERO, Money.ZERO);

    public static MemberProfile ofHome(Optional<Power> mostPower) {
        return new MemberProfile(Optional.empty(), NOTHING, mostPower);
    }

    public static MemberProfile of(ElectricVehicle vehicle, EnergyInventory joining) {
        return new MemberProfile(Optional.of(vehicle), joining, Optional.empty());
    }

    /** The capacity of the battery; nothing for a home. */
    Energy capacity() {
        return vehicle.map(ElectricVehicle::capacity).orElse(Energy.ZERO);
    }
}
