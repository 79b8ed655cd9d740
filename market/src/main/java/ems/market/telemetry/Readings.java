package ems.market.telemetry;

import java.time.Instant;
import java.util.Optional;

import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.period.MatchingPeriod;
import ems.market.quantity.NetEnergy;

/** Port: what the meters and vehicles of one grid have told, as far as it is trusted. */
public interface Readings {

    /** Net energy of the 10-second sample that starts at the instant; empty if no trusted reading covers it. */
    Optional<NetEnergy> sample(ProsumerId prosumer, Instant sampleStart);

    /** Whether the vehicle stands at a charging point at the instant, as its latest report up to then says. */
    boolean pluggedIn(VehicleId vehicle, Instant instant);

    /** The vehicle's reports in {@code (after, upTo]}; last seen and plugged in look back further if none is inside. */
    VehicleReport report(VehicleId vehicle, Instant after, Instant upTo);

    /** Net energy of a whole period; empty unless all six samples are there. */
    default Optional<NetEnergy> period(ProsumerId prosumer, MatchingPeriod period) {
        var sum = NetEnergy.BALANCED;
        for (int i = 0; i < MatchingPeriod.SAMPLES; i++) {
            var sample = sample(prosumer, period.sampleStart(i));
            if (sample.isEmpty()) {
                return Optional.empty();
            }
            sum = sum.plus(sample.get());
        }
        return Optional.of(sum);
    }
}
