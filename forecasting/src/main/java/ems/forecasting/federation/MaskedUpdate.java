package ems.forecasting.federation;

import java.nio.LongBuffer;
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

    /** Its file; one tensor of whole numbers. */
    ModelFile file() {
        Map<String, String> about = new LinkedHashMap<>();
        about.put("kind", KIND);
        about.put("prosumer", prosumer.text());
        about.put("base", Integer.toString(base));
        about.put("samples", Long.toString(samples));
        about.put("into", Integer.toString(into));
        var header = Safetensors.header(about);
        int bytes = values.length * Long.BYTES;
        Safetensors.describe(header, "masked", "I64", new int[] {values.length}, 0, bytes);
        var file = Safetensors.begin(header, bytes);
        file.asLongBuffer().put(values);
        return ModelFile.of(file.array());
    }

    /** @throws IllegalArgumentException if it is not the file of a masked update of so many parameters */
    static MaskedUpdate readFrom(ModelFile file, int parameters) {
        var about = file.about(KIND);
        LongBuffer tensor =
                Safetensors.tensors(file.bytes(), parameters * Long.BYTES).asLongBuffer();
        long[] values = new long[parameters];
        tensor.get(values);
        var read = new MaskedUpdate(
                new ProsumerId(ModelFile.text(about, "prosumer")),
                (int) ModelFile.number(about, "base", Integer.MAX_VALUE),
                ModelFile.number(about, "samples", Long.MAX_VALUE),
                (int) ModelFile.number(about, "into", Integer.MAX_VALUE),
                values);
        file.refuseUnlessSame(read.file());
        return read;
    }
}
