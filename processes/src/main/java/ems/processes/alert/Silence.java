package ems.processes.alert;

import java.time.Instant;

/**
 * Nobody is told of an alert until this ends.
 *
 * @param grid empty: of the whole market
 * @param ends the first instant at which people are told again, on the machine's clock
 * @param trail number under which the trail keeps who ordered it, and why
 */
record Silence(AlertRule rule, String grid, Instant ends, long trail) {}
