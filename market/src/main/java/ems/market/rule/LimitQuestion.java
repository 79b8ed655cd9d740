package ems.market.rule;

import java.time.Duration;

import ems.market.party.VehicleId;
import ems.market.quantity.Energy;

/**
 * How much of its battery may this EV trade from in this period?
 *
 * @param statusAge time since its last report
 * @param capacity battery capacity C_T
 */
public record LimitQuestion(VehicleId vehicle, boolean pluggedIn, Duration statusAge, Energy capacity, Energy stored) {}
