package ems.market.telemetry;

/** Port: where a parsed, plausible, first-seen message of one grid goes; reactions wait for the period. */
public interface Inbox {

    void accept(MeterReading reading);

    void accept(VehicleStatus status);

    /** Whether it holds another value than this one for the same time; one that cannot be asked says no. */
    default boolean contradicts(MeterReading reading) {
        return false;
    }
}
