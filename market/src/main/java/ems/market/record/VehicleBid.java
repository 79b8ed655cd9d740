package ems.market.record;

import java.time.Duration;
import java.util.Optional;

import ems.market.party.EnergyInventory;
import ems.market.party.LeastPower;
import ems.market.party.OperableWindow;
import ems.market.party.PlugPower;
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
 * @param leastPower below which it moves nothing; two more fields of the line, in mW, unless there is none
 */
public record VehicleBid(
        VehicleId vehicle,
        EnergyInventory inventory,
        OperableWindow window,
        Permission permission,
        Optional<Power> chargerLimit,
        LeastPower leastPower)
        implements Entry {

    private static final long NO_LIMIT = -1;
    private static final Optional<Energy> ANY_WISH = Optional.of(Energy.ZERO);

    /** Any power will do. */
    public VehicleBid(
            VehicleId vehicle,
            EnergyInventory inventory,
            OperableWindow window,
            Permission permission,
            Optional<Power> chargerLimit) {
        this(vehicle, inventory, window, permission, chargerLimit, LeastPower.NONE);
    }

    /** What may move where it is plugged in. */
    public PlugPower plug() {
        return new PlugPower(leastPower, chargerLimit, permission.mayRelease());
    }

    /** Energy it can store in the whole period. */
    public Energy room() {
        return roomWhenHolding(inventory.energy(), MatchingPeriod.LENGTH);
    }

    /** Energy it can release in the whole period. */
    public Energy available() {
        return availableWhenHolding(inventory.energy(), MatchingPeriod.LENGTH);
    }

    /** Energy that it can move this way in the whole period. */
    public Energy most(Flow flow) {
        return flow == Flow.STORED ? room() : available();
    }

    /** Energy that the two would exchange if the forecast came true; nothing if they do not suit each other. */
    public Energy exchangeable(NetEnergy forecast) {
        return suits(forecast) ? forecast.energy().min(most(Flow.of(forecast))) : Energy.ZERO;
    }

    /**
     * Whether the two may be paired: not where the home's energy over the period, or what the EV can move in it, is below the EV's
     * least power all the while.
     */
    public boolean suits(NetEnergy forecast) {
        return leastServed(Flow.of(forecast))
                .filter(least -> least.compareTo(forecast.energy()) <= 0)
                .isPresent();
    }

    /** The least energy of a home in the period that it can be paired for; empty: it can do nothing this way. */
    public Optional<Energy> leastServed(Flow flow) {
        if (leastPower.isNone()) {
            return ANY_WISH;
        }
        var least = least(flow, MatchingPeriod.LENGTH);
        return least.compareTo(most(flow)) <= 0 ? Optional.of(least) : Optional.empty();
    }

    /** Whether this is not below what it moves in the time at its least power. */
    public boolean canMove(Flow flow, Energy energy, Duration time) {
        return leastPower.isNone() || energy.compareTo(least(flow, time)) >= 0;
    }

    /** Energy that it moves in the time at its least power. */
    public Energy least(Flow flow, Duration time) {
        return Energy.of(flow.least(leastPower), time);
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
                Optional.of(line.number()).filter(limit -> limit != NO_LIMIT).map(Power::new),
                line.hasMore() ? new LeastPower(new Power(line.number()), new Power(line.number())) : LeastPower.NONE);
    }

    @Override
    public EntryKind kind() {
        return EntryKind.VEHICLE_BID;
    }

    @Override
    public void writeTo(EntryWriter line) {
        line.text(vehicle.spelled())
                .energy(inventory.energy())
                .money(inventory.value())
                .energy(window.floor())
                .energy(window.ceiling())
                .yesOrNo(permission.mayStore())
                .yesOrNo(permission.mayRelease())
                .number(chargerLimit.map(Power::milliwatts).orElse(NO_LIMIT));
        if (!leastPower.isNone()) {
            line.number(leastPower.charging().milliwatts())
                    .number(leastPower.discharging().milliwatts());
        }
    }
}
