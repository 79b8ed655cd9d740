package ems.routes.ocpp.value;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import ems.market.quantity.Energy;

/**
 * What a station measured at one instant.
 *
 * @param stored register of the energy into the car
 * @param released register of the energy out of the car
 * @param charge of the battery in (0, 100] %
 * @param signed records that the meter signed, as they are: Open Charge Metering Format
 * @param doubts values that cannot be true, and why
 */
public record MeterSample(
        Instant at,
        Optional<Energy> stored,
        Optional<Energy> released,
        Optional<BigDecimal> charge,
        List<String> signed,
        List<String> doubts) {}
