package ems.market.telemetry;

import java.time.Instant;
import java.util.Optional;

import ems.market.quantity.Energy;

/**
 * A vehicle's reports over some time, summed up.
 *
 * @param lastSeen instant of the latest report, empty if it never reported
 * @param pluggedIn as the latest report says; false without one
 * @param driven energy drawn by driving over the time
 * @param stored the latest measurement in the time
 */
public record VehicleReport(Optional<Instant> lastSeen, boolean pluggedIn, Energy driven, Optional<Energy> stored) {}
