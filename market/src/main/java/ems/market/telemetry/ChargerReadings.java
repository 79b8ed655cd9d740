package ems.market.telemetry;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

import ems.market.party.VehicleId;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Match;
import ems.market.record.SignedRegisters;

/**
 * Port: what the chargers of one grid really moved. Between two readings a register grows evenly; differences telescope, so that the
 * samples of a period, and the periods of a day, add up to what the register counted, exactly.
 */
public interface ChargerReadings {

    /** Where no charger is connected. */
    ChargerReadings NONE = (vehicle, sampleStart) -> ChargedEnergy.UNKNOWN;

    /**
     * Energy of the 10-second sample that starts at the instant. A direction is unknown if no two readings enclose the sample, if they
     * lie more than 15 minutes apart, or if the register began anew between them.
     */
    ChargedEnergy sample(VehicleId vehicle, Instant sampleStart);

    /** What the charger's meter signed around the period of the match, as far as it is believed and bounds what moved. */
    default Optional<SignedRegisters> signed(Match match) {
        return Optional.empty();
    }

    /** The same answers, for someone who is about to ask for many samples of this period: a store may fetch them together. */
    default ChargerReadings during(MatchingPeriod period, Collection<VehicleId> vehicles) {
        return this;
    }
}
