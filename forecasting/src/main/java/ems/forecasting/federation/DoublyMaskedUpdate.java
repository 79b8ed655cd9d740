package ems.forecasting.federation;

import java.util.LinkedHashMap;
import java.util.Map;

import ems.market.party.ProsumerId;

/**
 * A masked update under a {@link SelfMask}, as a pair elsewhere sends it.
 *
 * @param masked its values with that mask on
 * @param attempt 1 or 2: which list of the round
 * @param list hash of the list that the masks are for
 * @param selfMask hash of the mask
 */
public record DoublyMaskedUpdate(MaskedUpdate masked, int attempt, String list, String selfMask) {

    private static final String KIND = "doubly masked update";

    /** @param masked without its own mask */
    public static DoublyMaskedUpdate of(MaskedUpdate masked, int attempt, String list, SelfMask own) {
        return new DoublyMaskedUpdate(masked.holding(own.on(masked.values())), attempt, list, own.hash());
    }

    public ProsumerId prosumer() {
        return masked.prosumer();
    }

    /** @throws IllegalArgumentException if it is not this one's mask */
    public MaskedUpdate unmasked(SelfMask shown) {
        if (!shown.hash().equals(selfMask)) {
            throw new IllegalArgumentException(prosumer() + " shows the seed of the mask " + shown.hash()
                    + ", and its update is under " + selfMask);
        }
        return masked.holding(shown.off(masked.values()));
    }

    /** Its file; one tensor of whole numbers. */
    public ModelFile file() {
        Map<String, String> about = new LinkedHashMap<>();
        about.put("kind", KIND);
        about.put("prosumer", prosumer().text());
        about.put("base", Integer.toString(masked.base()));
        about.put("samples", Long.toString(masked.samples()));
        about.put("into", Integer.toString(masked.into()));
        about.put("attempt", Integer.toString(attempt));
        about.put("list", list);
        about.put("self-mask", selfMask);
        return Safetensors.ofNumbers(about, "masked", masked.values());
    }

    /** @throws IllegalArgumentException if it is not the file of a doubly masked update of so many parameters */
    public static DoublyMaskedUpdate readFrom(ModelFile file, int parameters) {
        var about = file.about(KIND);
        var read = new DoublyMaskedUpdate(
                new MaskedUpdate(
                        new ProsumerId(ModelFile.text(about, "prosumer")),
                        (int) ModelFile.number(about, "base", Integer.MAX_VALUE),
                        ModelFile.number(about, "samples", Long.MAX_VALUE),
                        (int) ModelFile.number(about, "into", Integer.MAX_VALUE),
                        Safetensors.numbers(file.bytes(), parameters)),
                (int) ModelFile.number(about, "attempt", Integer.MAX_VALUE),
                ModelFile.text(about, "list"),
                ModelFile.text(about, "self-mask"));
        file.refuseUnlessSame(read.file());
        return read;
    }
}
