package ems.market.telemetry;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;

/** What the columns of a file mean. Units are named, never guessed. */
public sealed interface ColumnMapping {

    TimeColumn time();

    /** Time that one row stands for; rows coarser than 10 s are held, exactly. */
    Duration interval();

    /**
     * One row per instant, two columns per prosumer.
     *
     * @param factor each power is multiplied by this: 1, or 360 for the paper's scale
     */
    record ProsumerColumns(
            TimeColumn time, Duration interval, PowerUnit unit, int factor, Map<ProsumerId, PowerColumns> prosumers)
            implements ColumnMapping {}

    /** Names of the columns that hold a prosumer's mean power over the row's interval. */
    record PowerColumns(String production, String consumption) {}

    /**
     * One row per vehicle and instant. Driving energy of a row is reported as the row ends.
     *
     * @param vehicle name of the column that names the vehicle
     * @param vehicles rows of other vehicles are passed over
     * @param chargingPoint name of the column that says where it is plugged in
     * @param away values of that column that mean not plugged in
     * @param driven name of the column with the driving energy in the row's interval
     */
    record VehicleColumns(
            TimeColumn time,
            Duration interval,
            String vehicle,
            Set<VehicleId> vehicles,
            String chargingPoint,
            Set<String> away,
            String driven,
            EnergyUnit unit)
            implements ColumnMapping {}

    /** Unit of a power column. */
    enum PowerUnit {
        WATT,
        KILOWATT
    }

    /** Unit of an energy column. */
    enum EnergyUnit {
        WATT_HOUR,
        KILOWATT_HOUR
    }
}
