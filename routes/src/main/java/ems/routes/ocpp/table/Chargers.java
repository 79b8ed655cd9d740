package ems.routes.ocpp.table;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import ems.market.party.GridId;
import ems.market.party.VehicleId;

/** The chargers of a table, by plug and by car, and the stations they belong to. Nothing stands in it twice. */
public final class Chargers {

    private final Map<Plug, Charger> byPlug = new HashMap<>();
    private final Map<Car, Charger> byCar = new HashMap<>();
    private final Map<String, StationLogin> logins;

    private record Car(GridId grid, VehicleId vehicle) {}

    /** @param logins of all stations that a charger belongs to */
    public Chargers(List<Charger> chargers, Map<String, StationLogin> logins) {
        this.logins = Map.copyOf(logins);
        for (Charger charger : chargers) {
            if (byPlug.put(charger.plug(), charger) != null
                    || byCar.put(new Car(charger.grid(), charger.vehicle()), charger) != null) {
                throw new IllegalArgumentException("the plug or the car of " + charger.plug() + " stands there twice");
            }
            if (!logins.containsKey(charger.plug().station())) {
                throw new IllegalArgumentException(charger.plug() + " belongs to no station");
            }
        }
    }

    public Optional<Charger> at(Plug plug) {
        return Optional.ofNullable(byPlug.get(plug));
    }

    public Optional<Charger> of(GridId grid, VehicleId vehicle) {
        return Optional.ofNullable(byCar.get(new Car(grid, vehicle)));
    }

    public Optional<StationLogin> login(String station) {
        return Optional.ofNullable(logins.get(station));
    }

    public Collection<Charger> all() {
        return byPlug.values();
    }

    public int stations() {
        return logins.size();
    }
}
