package ems.processes.charging;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

import ems.market.party.ElectricVehicle;
import ems.market.party.GridId;
import ems.market.party.VehicleId;
import ems.routes.ocpp.table.Charger;
import ems.routes.ocpp.table.Chargers;

/**
 * The cars of a table of chargers, held against the members of the grids that run here.
 *
 * @param members the car as it is plugged in at its charger; empty: it is no member of a grid here
 */
record CarsAtChargers(Path table, Chargers chargers, BiFunction<GridId, VehicleId, Optional<ElectricVehicle>> members) {

    /** @throws IllegalArgumentException if a car is no member */
    void refuseStrangers() {
        chargers.all().stream()
                .filter(charger -> member(charger).isEmpty())
                .findFirst()
                .ifPresent(charger -> {
                    throw new IllegalArgumentException(
                            named(charger) + " is no member of a grid '" + charger.grid() + "' that runs here");
                });
    }

    /** In words, each car that would never trade in a direction in which its charger's row lets it. */
    List<String> doubts() {
        List<String> doubts = new ArrayList<>();
        for (Charger charger : chargers.all()) {
            member(charger).map(ElectricVehicle::plug).ifPresent(plug -> {
                plug.whyNoCharging().ifPresent(why -> doubts.add(doubt(charger, "charges", why)));
                if (charger.mayDischarge()) {
                    plug.whyNoDischarging().ifPresent(why -> doubts.add(doubt(charger, "discharges", why)));
                }
            });
        }
        return doubts;
    }

    private String doubt(Charger charger, String does, String why) {
        return named(charger) + " never " + does + " there, by its own power and the row's: " + why;
    }

    private String named(Charger charger) {
        return table + ": vehicle " + charger.vehicle() + " at " + charger.plug();
    }

    private Optional<ElectricVehicle> member(Charger charger) {
        return members.apply(charger.grid(), charger.vehicle());
    }
}
