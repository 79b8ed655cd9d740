package ems.features;

import java.time.Instant;
import java.util.Optional;

import ems.market.party.LeastPower;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.Power;
import ems.market.quantity.Price;

/** An EV as it joins the grid: with no reserve, no limit of the charger, and energy that cost as much as the grid asks. */
public record EvPlan(
        VehicleId vehicle,
        Energy capacity,
        Energy reserve,
        Optional<Power> charger,
        LeastPower least,
        Energy stored,
        Optional<Price> cost) {

    /** What an EV tells at an instant. */
    public record Report(VehicleId vehicle, Instant at, boolean pluggedIn, Energy driven, Optional<Energy> stored) {

        public static Report of(VehicleId vehicle, Instant at, boolean pluggedIn) {
            return new Report(vehicle, at, pluggedIn, Energy.ZERO, Optional.empty());
        }
    }

    public static EvPlan holding(VehicleId vehicle, Energy stored, Energy capacity) {
        return new EvPlan(vehicle, capacity, Energy.ZERO, Optional.empty(), LeastPower.NONE, stored, Optional.empty());
    }

    public EvPlan boughtAt(Price price) {
        return new EvPlan(vehicle, capacity, reserve, charger, least, stored, Optional.of(price));
    }

    public EvPlan keeping(Energy energy) {
        return new EvPlan(vehicle, capacity, energy, charger, least, stored, cost);
    }

    public EvPlan chargingAtMost(Power power) {
        return new EvPlan(vehicle, capacity, reserve, Optional.of(power), least, stored, cost);
    }

    public EvPlan movingAtLeast(LeastPower power) {
        return new EvPlan(vehicle, capacity, reserve, charger, least.and(power), stored, cost);
    }
}
