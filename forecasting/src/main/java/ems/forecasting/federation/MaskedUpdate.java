package ems.forecasting.federation;

import java.util.LinkedHashMap;
import java.util.Map;

import ems.market.party.ProsumerId;

/**
 * An update that says nothing by itself. Added to those of all others that announced themselves, modulo 2^64, the masks
 * vanish, and the weighted sum of changes is left.
 *
 * @param into version of the global model that it is masked for
 * @param values weight * change in {@linkplain FixedPoint fixed point} + masks; not copied, nobody writes into them
 */
public record MaskedUpdate(ProsumerId prosumer, int base, long samples, int into, long[] values) {

    private static final String KIND = "masked update";

    /** The same with other values. */
    MaskedUpdate holding(long[] others) {
        return new MaskedUpdate(prosumer, base, samples, into, others);
    }

    /** Its file; one tensor of whole numbers. */
    ModelFile file() {
        Map<String, String> about = new LinkedHashMap<>();
        about.put("kind", KIND);
        about.put("prosumer", prosumer.text());
        about.put("base", Integer.toString(base));
        about.put("samples", Long.toString(samples));
        about.put("into", Integer.toString(into));
        return Safetensors.ofNumbers(about, "masked", values);
    }

    /** @throws IllegalArgumentException if it is not the file of a masked update of so many parameters */
    static MaskedUpdate readFrom(ModelFile file, int parameters) {
        var about = file.about(KIND);
        var read = new MaskedUpdate(
                new ProsumerId(ModelFile.text(about, "prosumer")),
                (int) ModelFile.number(about, "base", Integer.MAX_VALUE),
                ModelFile.number(about, "samples", Long.MAX_VALUE),
                (int) ModelFile.number(about, "into", Integer.MAX_VALUE),
                Safetensors.numbers(file.bytes(), parameters));
        file.refuseUnlessSame(read.file());
        return read;
    }
}
