package ems.processes.alert;

/**
 * What is measured.
 *
 * @param name as Prometheus has it
 * @param grid empty: of the whole market
 * @param part a step or a target; empty where there is one figure a grid
 */
record Figure(String name, String grid, String part) {

    static final String SETTLED = "ems_periods_total";
    static final String STOPPED = "ems_periods_stopped";
    static final String PAUSED = "ems_grid_paused";
    static final String ANCHOR_LAG = "ems_anchor_lag_blocks";
    static final String CLOCK_JUMPS = "ems_clock_jumps_total";
    static final String DAYS_LEFT = "ems_disk_days_left";
    static final String STEP_FAILURES = "ems_step_failures_total";
    static final String MQTT_CONNECTED = "ems_mqtt_connected";
    static final String MESSAGES_REFUSED = "ems_messages_refused_total";
}
