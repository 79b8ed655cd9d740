package ems.market.telemetry;

/** Port: where a parsed, plausible, first-seen message of one grid goes; reactions wait for the period. */
public interface Inbox {

    void accept(MeterReading reading);

    void accept(VehicleStatus status);
}
