package ems.market.telemetry;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.MeteredEnergy;
import ems.market.quantity.NetEnergy;

/** Port: what the meters and vehicles of one grid have reported, as far as it is trusted. */
public interface Readings {

    /** Energy of the 10-second sample that starts at the instant; empty if no trusted reading covers it. */
    Optional<MeteredEnergy> metered(ProsumerId prosumer, Instant sampleStart);

    /** Net energy of the 10-second sample that starts at the instant; empty if no trusted reading covers it. */
    default Optional<NetEnergy> sample(ProsumerId prosumer, Instant sampleStart) {
        return metered(prosumer, sampleStart).map(MeteredEnergy::net);
    }

    /** What the chargers of the grid moved; none unless a store has some. */
    default ChargerReadings chargers() {
        return ChargerReadings.NONE;
    }

    /** Whether the vehicle stands at a charging point at the instant, as its latest report up to then says. */
    boolean pluggedIn(VehicleId vehicle, Instant instant);

    /** The vehicle's reports in {@code (after, upTo]}; last seen and plugged in look back further if none is inside. */
    VehicleReport report(VehicleId vehicle, Instant after, Instant upTo);

    /** The {@link #report} of each of these vehicles. */
    default Map<VehicleId, VehicleReport> reports(Collection<VehicleId> of, Instant after, Instant upTo) {
        Map<VehicleId, VehicleReport> reports = new HashMap<>(2 * of.size());
        of.forEach(vehicle -> reports.put(vehicle, report(vehicle, after, upTo)));
        return reports;
    }

    /** The reports that the vehicle's {@link #report} adds up, one by one, led by the last ones before. */
    default StatusHistory history(VehicleId vehicle, Instant after, Instant upTo) {
        return StatusHistory.NONE;
    }

    /**
     * The same answers, for someone who is about to ask for many samples and places in this period: a store may fetch
     * them together. Whether a later message shows is open.
     */
    default Readings during(MatchingPeriod period, Collection<? extends Party> parties) {
        return this;
    }

    /** Net energy of a whole period; empty unless all six samples are there. */
    default Optional<NetEnergy> period(ProsumerId prosumer, MatchingPeriod period) {
        return metered(prosumer, period).map(MeteredEnergy::net);
    }

    /** Energy of a whole period; empty unless all six samples are there. */
    default Optional<MeteredEnergy> metered(ProsumerId prosumer, MatchingPeriod period) {
        var sum = MeteredEnergy.NOTHING;
        for (int i = 0; i < MatchingPeriod.SAMPLES; i++) {
            var sample = metered(prosumer, period.sampleStart(i));
            if (sample.isEmpty()) {
                return Optional.empty();
            }
            sum = sum.plus(sample.get());
        }
        return Optional.of(sum);
    }

    /** Each whole period in {@code [first, end)}; those without all six samples are missing. */
    default SortedMap<MatchingPeriod, MeteredEnergy> metered(
            ProsumerId prosumer, MatchingPeriod first, MatchingPeriod end) {
        SortedMap<MatchingPeriod, MeteredEnergy> periods = new TreeMap<>();
        for (var period = first; period.isBefore(end); period = period.next()) {
            var at = period;
            metered(prosumer, period).ifPresent(energy -> periods.put(at, energy));
        }
        return periods;
    }
}
