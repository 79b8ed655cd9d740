package ems.routes.telemetry;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

import ems.market.party.ElectricVehicle;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.telemetry.VehicleStatus;

/**
 * Vehicle reports as JSON, one object or a list:
 * <pre>{"vehicle": "EV1", "at": "2026-01-31T12:00:00Z", "plugged_in": true, "driven_kwh": 1.2, "soc_percent": 63}</pre>
 *
 * <p>{@code at} is UTC, kept to a millisecond. {@code driven_kwh} is the energy drawn by driving since the vehicle's
 * previous report, 0 if left out. The battery's own measurement may be left out, or given once: {@code soc_percent} in
 * [0, 100] % of the battery's capacity, or {@code stored_kwh}.
 */
public final class StatusMessages {

    private static final List<String> FIELDS =
            List.of("vehicle", "at", "plugged_in", "driven_kwh", "soc_percent", "stored_kwh");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private StatusMessages() {}

    /** Finds a vehicle that belongs to the grid at an instant. */
    interface Members {

        /** @throws IllegalArgumentException if it does not; says so */
        ElectricVehicle vehicle(VehicleId id, Instant at);
    }

    static List<ParsedMessage<VehicleStatus>> in(byte[] body, Members members) {
        return JsonMessages.in(body, message -> status(message, members));
    }

    /** Writes reports as a sender does. */
    public static String json(List<VehicleStatus> statuses) {
        var list = JsonMessages.JSON.createArrayNode();
        for (VehicleStatus status : statuses) {
            var message = list.addObject()
                    .put("vehicle", status.vehicle().text())
                    .put("at", status.at().toString())
                    .put("plugged_in", status.pluggedIn())
                    .put("driven_kwh", status.driven().toKilowattHours());
            status.stored().ifPresent(stored -> message.put("stored_kwh", stored.toKilowattHours()));
        }
        return JsonMessages.written(list);
    }

    /** Writes one report as a sender does that knows the state of charge in percent, or the stored energy, or neither. */
    public static String json(
            VehicleId vehicle,
            Instant at,
            boolean pluggedIn,
            Optional<BigDecimal> percent,
            Optional<BigDecimal> kilowattHours) {
        var message = JsonMessages.JSON
                .createObjectNode()
                .put("vehicle", vehicle.text())
                .put("at", at.toString())
                .put("plugged_in", pluggedIn);
        percent.ifPresent(share -> message.put("soc_percent", share));
        kilowattHours.ifPresent(stored -> message.put("stored_kwh", stored));
        return JsonMessages.written(message);
    }

    private static VehicleStatus status(JsonMessage message, Members members) {
        message.refuseOthersThan(FIELDS);
        var id = new VehicleId(message.word("vehicle"));
        var at = message.instant("at").truncatedTo(ChronoUnit.MILLIS);
        var vehicle = members.vehicle(id, at);
        return new VehicleStatus(
                id,
                at,
                message.yesOrNo("plugged_in"),
                energy(message, "driven_kwh").orElse(Energy.ZERO),
                stored(message, vehicle.capacity()));
    }

    private static Optional<Energy> stored(JsonMessage message, Energy capacity) {
        var percent = message.number("soc_percent");
        var stored = energy(message, "stored_kwh");
        if (percent.isPresent() && stored.isPresent()) {
            throw new IllegalArgumentException(
                    "the stored energy is given twice: give either soc_percent or stored_kwh");
        }
        return percent.isPresent() ? percent.map(value -> share(value, capacity)) : stored;
    }

    /** Half-even at a millijoule. */
    private static Energy share(BigDecimal percent, Energy capacity) {
        if (percent.signum() < 0 || percent.compareTo(HUNDRED) > 0) {
            throw new IllegalArgumentException("soc_percent " + percent + " % is outside [0, 100] %");
        }
        var millijoules = percent.multiply(BigDecimal.valueOf(capacity.millijoules()));
        return new Energy(millijoules.divide(HUNDRED, 0, RoundingMode.HALF_EVEN).longValueExact());
    }

    private static Optional<Energy> energy(JsonMessage message, String field) {
        try {
            return message.number(field).map(Energy::ofKilowattHours);
        } catch (IllegalArgumentException e) {
            throw e.getMessage().startsWith(field) ? e : new IllegalArgumentException(field + ": " + e.getMessage(), e);
        }
    }
}
