package ems.market.record;

import java.time.Duration;
import java.util.Optional;

import ems.market.party.EnergyInventory;
import ems.market.party.OperableWindow;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.NetEnergy;
import ems.market.quantity.Power;

/**
 * What an accepted EV can do in the period.
 *
 * @param inventory what it holds as the period starts, and what that cost
 * @param window where its stored energy may move
 * @param permission what participation allows
 * @param chargerLimit most power in either direction; empty: no limit
 */
public record VehicleBid(
        VehicleId vehicle,
        EnergyInventory inventory,
        OperableWindow window,
        Permission permission,
        Optional<Power> chargerLimit)
        implements Entry {

    private static final long NO_LIMIT = -1;

    /** Energy it can store in the whole period. */
    public Energy room() {
        return roomWhenHolding(inventory.energy(), MatchingPeriod.LENGTH);
    }

    /** Energy it can release in the whole period. */
    public Energy available() {
        return availableWhenHolding(inventory.energy(), MatchingPeriod.LENGTH);
    }

    /** Energy that the two would exchange if the forecast came true. */
    public Energy exchangeable(NetEnergy forecast) {
        return forecast.energy().min(forecast.isSurplus() ? room() : available());
    }

    public Energy roomWhenHolding(Energy stored, Duration time) {
        return permission.mayStore() ? atMostCharger(window.room(stored), time) : Energy.ZERO;
    }

    public Energy availableWhenHolding(Energy stored, Duration time) {
        return permission.mayRelease() ? atMostCharger(window.available(stored), time) : Energy.ZERO;
    }

    private Energy atMostCharger(Energy energy, Duration time) {
        return chargerLimit.isPresent() ? energy.min(Energy.of(chargerLimit.get(), time)) : energy;
    }

    public static VehicleBid readFrom(EntryReader line) {
        return new VehicleBid(
                new VehicleId(line.text()),
                new EnergyInventory(line.energy(), line.money()),
                new OperableWindow(line.energy(), line.energy()),
                new Permission(line.yesOrNo(), line.yesOrNo()),
                Optional.of(line.number()).filter(limit -> limit != NO_LIMIT).map(Power::new));
    }

    @Override
    public EntryKind kind() {
        return EntryKind.VEHICLE_BID;
    }

    @Override
    public void writeTo(EntryWriter line) {
        line.text(vehicle.text())
                .energy(inventory.energy())
                .money(inventory.value())
                .energy(window.floor())
                .energy(window.ceiling())
                .yesOrNo(permission.mayStore())
                .yesOrNo(permission.mayRelease())
                .number(chargerLimit.map(Power::milliwatts).orElse(NO_LIMIT));
    }
}
