package ems.ledger.ocmf;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import ems.ledger.key.P256Key;
import ems.market.quantity.Energy;

/**
 * What a charger's meter signed of one charging process: {@code OCMF|payload|signature}.
 *
 * <p>Source: Open Charge Metering Format 1.4 of S.A.F.E., with its default signature, ECDSA-secp256r1-SHA256. A certified
 * meter is not implied.
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
        refuseOtherThanOneProcess();
    }

    /**
     * Takes the text apart; {@link #isSignedBy} says whether to believe it.
     *
     * @throws IllegalArgumentException if it is no record of a whole charging process by a meter in good state, with the
     *     member that is wrong
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

    /** In OCMF, readings leave out what stayed the same. */
    private static List<OcmfReading> readings(List<Map<String, String>> written) {
        List<OcmfReading> readings = new ArrayList<>();
        Map<String, String> all = new HashMap<>();
        for (Map<String, String> members : written) {
            all.remove("TM");
            all.remove("RV");
            all.putAll(members);
            readings.add(OcmfReading.read(all));
        }
        return List.copyOf(readings);
    }

    private void refuseOtherThanOneProcess() {
        if (readings.size() < 2 || begin().reason() != 'B' || "ELRAP".indexOf(end().reason()) < 0) {
            throw new IllegalArgumentException("OCMF readings do not go from a begin, B, to an end, one of ELRAP");
        }
        for (int i = 1; i < readings.size(); i++) {
            refuseUnlessFollowed(readings.get(i - 1), readings.get(i), i == readings.size() - 1);
        }
    }

    private static void refuseUnlessFollowed(OcmfReading before, OcmfReading next, boolean isLast) {
        if (!isLast && "CST".indexOf(next.reason()) < 0) {
            throw new IllegalArgumentException("OCMF reason '" + next.reason() + "' stands between begin and end");
        }
        if (!next.register().equals(before.register())) {
            throw new IllegalArgumentException(
                    "OCMF readings are of two registers: '" + before.register() + "' and '" + next.register() + "'");
        }
        if (next.time().isBefore(before.time()) || next.energy().compareTo(before.energy()) < 0) {
            throw new IllegalArgumentException("OCMF reading at " + next.time() + " of "
                    + next.energy().millijoules() + " mJ is below the one before, at " + before.time() + " of "
                    + before.energy().millijoules() + " mJ");
        }
    }

    public boolean isSignedBy(P256Key meter) {
        return meter.agrees(payload.getBytes(StandardCharsets.UTF_8), signature.r(), signature.s());
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

    /** At least two, from begin to end. */
    public List<OcmfReading> readings() {
        return readings;
    }

    public OcmfReading begin() {
        return readings.get(0);
    }

    public OcmfReading end() {
        return readings.get(readings.size() - 1);
    }

    /** What went through the register between begin and end. */
    public Energy energy() {
        return end().energy().minus(begin().energy());
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
