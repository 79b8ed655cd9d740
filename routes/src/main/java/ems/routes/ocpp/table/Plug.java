package ems.routes.ocpp.table;

/**
 * Where a car is plugged in.
 *
 * @param station its identity, the last part of the address that it connects to
 * @param number of the connector (1.6) or of the EVSE (2.x), from 1
 */
public record Plug(String station, int number) {

    @Override
    public String toString() {
        return station + " connector " + number;
    }
}
