package ems.market.telemetry;

import java.util.List;
import java.util.Optional;

import ems.market.party.VehicleId;
import ems.market.record.Match;
import ems.market.record.SignedRegisters;

/** Port: what is believed of the records that the meters of one grid's chargers sign. */
public interface SignedRecords {

    /** Where no meter's key is known. */
    SignedRecords NONE = new SignedRecords() {
        @Override
        public Optional<String> refusal(VehicleId vehicle, String record) {
            return Optional.of("no key of a charger's meter is known here");
        }

        @Override
        public Optional<SignedRegisters> of(Match match, List<String> records) {
            return Optional.empty();
        }
    };

    /** Why the record is not believed to be of the meter of the vehicle's charger; empty: it is. */
    Optional<String> refusal(VehicleId vehicle, String record);

    /**
     * What moved at most in the period of the match.
     *
     * @param records of the vehicle's charger, each of them believed
     * @return empty if no readings of them lie around the period
     */
    Optional<SignedRegisters> of(Match match, List<String> records);
}
