package ems.ledger.ocmf;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import ems.ledger.key.MeterKey;
import ems.market.record.MeterAlgorithm;

/**
 * What a charger's meter signed of a charging process, or of a part of it: {@code OCMF|payload|signature}.
 *
 * <p>Source: Open Charge Metering Format 1.4 of S.A.F.E. As in the field, a record may hold a begin alone, or what was read in
 * between. A certified meter is not implied.
 */
public final class Ocmf {

    public static final int MOST_CHARACTERS = 32_768;

    private static final String TITLE = "OCMF|";

    private final String text;
    private final String payload;
    private final OcmfSignature signature;
    private final OcmfJson.Members members;
    private final List<OcmfReading> readings;

    private Ocmf(String text, String payload, OcmfSignature signature) {
        this.text = text;
        this.payload = payload;
        this.signature = signature;
        this.members = OcmfJson.read(payload);
        this.readings = readings(members.readings());
        pagination();
        meter();
        refuseUnlessInOrder();
    }

    /**
     * Takes the text apart; {@link #isSignedBy} says whether to believe it.
     *
     * @throws IllegalArgumentException if it is no record of a meter in good state, with the member that is wrong
     */
    public static Ocmf parse(String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException(
                    "OCMF of " + text.length() + " characters is longer than " + MOST_CHARACTERS);
        }
        String[] sections = text.split("\\|", -1);
        if (!text.startsWith(TITLE) || sections.length != 3) {
            throw new IllegalArgumentException("the text is not OCMF|payload|signature");
        }
        return new Ocmf(text, sections[1], OcmfSignature.read(sections[2]));
    }

    /** In OCMF, readings leave out what stayed the same. From a reading of an exception on, none is to be used. */
    private static List<OcmfReading> readings(List<Map<String, String>> written) {
        List<OcmfReading> readings = new ArrayList<>();
        Map<String, String> all = new HashMap<>();
        for (Map<String, String> members : written) {
            if (OcmfReading.isException(members)) {
                break;
            }
            List.of("TM", "TX", "RV").forEach(all::remove);
            all.putAll(members);
            readings.add(OcmfReading.read(all));
        }
        return List.copyOf(readings);
    }

    private void refuseUnlessInOrder() {
        if (readings.isEmpty()) {
            throw new IllegalArgumentException("OCMF holds no reading that is to be used");
        }
        Map<String, OcmfReading> last = new HashMap<>();
        var before = readings.get(0);
        for (OcmfReading reading : readings) {
            var same = last.getOrDefault(reading.register(), reading);
            if (reading.time().isBefore(before.time()) || reading.energy().compareTo(same.energy()) < 0) {
                throw new IllegalArgumentException("OCMF reading at " + reading.time() + " of "
                        + reading.energy().millijoules() + " mJ is below the one before, at " + before.time() + " of "
                        + same.energy().millijoules() + " mJ");
            }
            last.put(reading.register(), reading);
            before = reading;
        }
    }

    /** SA: how it says that it is signed. */
    public MeterAlgorithm algorithm() {
        return signature.algorithm();
    }

    /** Whether the owner of this key signed it, in the way that the key is for. */
    public boolean isSignedBy(MeterKey meter) {
        return meter.algorithm() == algorithm()
                && meter.agrees(payload.getBytes(StandardCharsets.UTF_8), signature.r(), signature.s());
    }

    /** PG: the meter's own count, so that a record left out shows. */
    public String pagination() {
        return members.required("PG");
    }

    /** MS, or GS of the gateway where the meter has none of its own. */
    public String meter() {
        return members.values().containsKey("MS") ? members.required("MS") : members.required("GS");
    }

    /** ID, if it is not empty: for whom, or for what, the energy was. */
    public Optional<String> id() {
        return Optional.of(members.or("ID", "")).filter(id -> !id.isEmpty());
    }

    /** CI. */
    public Optional<String> chargePoint() {
        return Optional.ofNullable(members.values().get("CI"));
    }

    /** At least one, in order; those of a register never go back. */
    public List<OcmfReading> readings() {
        return readings;
    }

    /** What was signed, verbatim. */
    public String payload() {
        return payload;
    }

    /** All of it, verbatim. */
    public String text() {
        return text;
    }

    @Override
    public String toString() {
        return text;
    }
}
