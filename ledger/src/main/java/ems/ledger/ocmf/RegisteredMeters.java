package ems.ledger.ocmf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

import ems.ledger.key.MeterKey;
import ems.market.party.VehicleId;
import ems.market.record.Match;
import ems.market.record.MeterAlgorithm;
import ems.market.record.SignedRegisters;
import ems.market.telemetry.SignedRecords;

/** Believes the records that are signed with the key which the registry has of the meter of a vehicle's charger. */
public final class RegisteredMeters implements SignedRecords {

    private final BiFunction<VehicleId, MeterAlgorithm, Optional<String>> keys;

    /** @param keys base64url, as the registry holds them now */
    public RegisteredMeters(BiFunction<VehicleId, MeterAlgorithm, Optional<String>> keys) {
        this.keys = keys;
    }

    @Override
    public Optional<String> refusal(VehicleId vehicle, String text) {
        try {
            var record = Ocmf.parse(text);
            var key = key(vehicle, record.algorithm());
            if (key.isEmpty()) {
                return Optional.of("the registry has no key for "
                        + record.algorithm().word() + " of the meter of " + vehicle + "'s charger");
            }
            return record.isSignedBy(key.get())
                    ? Optional.empty()
                    : Optional.of("it is not signed with the key that the registry has of the meter of " + vehicle
                            + "'s charger: a changed record, or another meter");
        } catch (IllegalArgumentException no) {
            return Optional.of(String.valueOf(no.getMessage()));
        }
    }

    private Optional<MeterKey> key(VehicleId vehicle, MeterAlgorithm algorithm) {
        return keys.apply(vehicle, algorithm).map(text -> MeterKey.parse(algorithm, text));
    }

    @Override
    public Optional<SignedRegisters> of(Match match, List<String> texts) {
        List<Ocmf> signed = new ArrayList<>();
        Optional<MeterKey> key = Optional.empty();
        for (String text : texts) {
            if (refusal(match.vehicle(), text).isEmpty()) {
                var record = Ocmf.parse(text);
                // one meter at a time: the records of one key bound what moved
                key = key.or(() -> key(match.vehicle(), record.algorithm()));
                if (key.filter(record::isSignedBy).isPresent()) {
                    signed.add(record);
                }
            }
        }
        return key.flatMap(of -> RegisterBounds.of(match, signed, of));
    }
}
