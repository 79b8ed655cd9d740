package ems.market.telemetry;

import java.time.Instant;
import java.util.Optional;

import ems.market.party.VehicleId;
import ems.market.quantity.Energy;

/**
 * What a vehicle reports at an instant.
 *
 * @param pluggedIn stands at a charging point from this instant until the next report
 * @param driven energy drawn by driving since the previous report
 * @param stored the battery's own measurement of what it holds, if it sends one
 */
public record VehicleStatus(VehicleId vehicle, Instant at, boolean pluggedIn, Energy driven, Optional<Energy> stored) {}
