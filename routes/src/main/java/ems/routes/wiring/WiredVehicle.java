package ems.routes.wiring;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import ems.market.party.VehicleId;
import ems.routes.wiring.WiredMessage.Reported;

/**
 * What the devices of a vehicle have told. It reports when it is plugged in or out, and each minute as long as that is known. A
 * vehicle whose device is gone reports that it is away: nobody could tell it to charge.
 */
final class WiredVehicle {

    private static final BigDecimal MILLIJOULES = new BigDecimal("3.6e9");
    private static final int DECIMALS = 9;

    private final VehicleId vehicle;
    private final Map<Told, Held> values = new EnumMap<>(Told.class);
    private @Nullable Boolean reported;

    /** A value, and until when it holds. */
    private record Held(BigDecimal base, Instant until) {}

    WiredVehicle(VehicleId vehicle) {
        this.vehicle = vehicle;
    }

    /**
     * @param base 1 or 0 of a state, percent, or mJ
     * @param isOfNow whether it is known to be of that moment
     */
    Optional<WiredMessage> tell(WiringRow row, BigDecimal base, Instant at, boolean isOfNow) {
        values.put(row.tells(), new Held(base, at.plus(row.staleAfter())));
        boolean isNews = isOfNow
                && row.tells() == Told.PLUGGED_IN
                && !Boolean.valueOf(base.signum() > 0).equals(reported);
        return isNews ? report(at) : Optional.empty();
    }

    void end(WiringRow row) {
        values.remove(row.tells());
    }

    /** Its device is gone. */
    WiredMessage away(Instant at) {
        values.clear();
        reported = false;
        return new Reported(vehicle, at, false, Optional.empty(), Optional.empty());
    }

    /** Empty if it is not known whether it is plugged in. */
    Optional<WiredMessage> report(Instant at) {
        return held(Told.PLUGGED_IN, at).map(state -> {
            boolean pluggedIn = state.signum() > 0;
            reported = pluggedIn;
            var percent = held(Told.STATE_OF_CHARGE, at);
            var stored = percent.isPresent() ? Optional.<BigDecimal>empty() : held(Told.STORED, at);
            return new Reported(
                    vehicle,
                    at,
                    pluggedIn,
                    percent,
                    stored.map(energy -> energy.divide(MILLIJOULES, DECIMALS, RoundingMode.HALF_EVEN)));
        });
    }

    private Optional<BigDecimal> held(Told told, Instant at) {
        return Optional.ofNullable(values.get(told))
                .filter(held -> at.isBefore(held.until()))
                .map(Held::base);
    }
}
