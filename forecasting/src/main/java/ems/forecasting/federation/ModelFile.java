package ems.forecasting.federation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import ems.forecasting.network.Shape;
import ems.forecasting.network.Tensor;
import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.TextHash;

/**
 * Parameters as others read them: the {@linkplain Safetensors safetensors} format, with PyTorch's names and shapes, so that
 * {@code nn.LSTM(features, 32, 2)} and {@code nn.Linear} load them; each tensor row after row. The same content gives the
 * same bytes.
 */
public final class ModelFile {

    public static final String ENDING = ".safetensors";

    private final byte[] bytes;

    private ModelFile(byte[] bytes) {
        this.bytes = bytes;
    }

    static ModelFile ofGlobal(GlobalParameters global) {
        Map<String, String> about = new LinkedHashMap<>();
        about.put("kind", "global model");
        about.put("version", Integer.toString(global.version()));
        about.put("from", global.at().toString());
        return written(global.shape(), about, global.values());
    }

    static ModelFile ofUpdate(Shape shape, Update update) {
        Map<String, String> about = new LinkedHashMap<>();
        about.put("kind", "update");
        about.put("prosumer", update.prosumer().text());
        about.put("base", Integer.toString(update.base()));
        about.put("samples", Long.toString(update.samples()));
        return written(shape, about, update.change());
    }

    private static ModelFile written(Shape shape, Map<String, String> about, float[] values) {
        var header = Safetensors.header(about);
        int offset = 0;
        for (Tensor tensor : shape.tensors()) {
            int end = offset + tensor.size() * Float.BYTES;
            Safetensors.describe(header, tensor.name(), "F32", sizes(tensor), offset, end);
            offset = end;
        }
        var buffer = Safetensors.begin(header, offset);
        for (Tensor tensor : shape.tensors()) {
            for (int row = 0; row < tensor.rows(); row++) {
                for (int column = 0; column < tensor.columns(); column++) {
                    buffer.putFloat(values[tensor.index(row, column)]);
                }
            }
        }
        return new ModelFile(buffer.array());
    }

    private static int[] sizes(Tensor tensor) {
        return tensor.isVector() ? new int[] {tensor.rows()} : new int[] {tensor.rows(), tensor.columns()};
    }

    public static ModelFile of(byte[] bytes) {
        return new ModelFile(bytes.clone());
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** SHA-256 of the bytes, 64 hexadecimal digits. */
    public String hash() {
        return TextHash.of(bytes);
    }

    /** @throws IllegalArgumentException if this is not the file of a global model of that shape */
    public GlobalParameters global(Shape shape) {
        var about = about("global model");
        var global = new GlobalParameters(
                shape,
                (int) number(about, "version", Integer.MAX_VALUE),
                MatchingPeriod.parse(text(about, "from")),
                values(shape));
        refuseUnlessSame(global.file());
        return global;
    }

    /** @throws IllegalArgumentException if this is not the file of an update of that shape */
    public Update update(Shape shape) {
        var about = about("update");
        var update = new Update(
                new ProsumerId(text(about, "prosumer")),
                (int) number(about, "base", Integer.MAX_VALUE),
                number(about, "samples", Long.MAX_VALUE),
                values(shape));
        refuseUnlessSame(ofUpdate(shape, update));
        return update;
    }

    /** One content, one file: spaces, order and ways to write a number are fixed. */
    void refuseUnlessSame(ModelFile written) {
        if (!Arrays.equals(bytes, written.bytes)) {
            throw new IllegalArgumentException("the file is not written as this model is written");
        }
    }

    JsonNode about(String kind) {
        var about = Safetensors.about(Safetensors.header(bytes));
        if (!text(about, "kind").equals(kind)) {
            throw new IllegalArgumentException("the file holds a '" + text(about, "kind") + "', no " + kind);
        }
        return about;
    }

    private float[] values(Shape shape) {
        var header = Safetensors.header(bytes);
        var data = Safetensors.tensors(bytes, shape.parameters() * Float.BYTES);
        float[] values = new float[shape.parameters()];
        for (Tensor tensor : shape.tensors()) {
            if (!header.has(tensor.name())) {
                throw new IllegalArgumentException("the model file has no tensor " + tensor.name());
            }
            for (int row = 0; row < tensor.rows(); row++) {
                for (int column = 0; column < tensor.columns(); column++) {
                    values[tensor.index(row, column)] = data.getFloat();
                }
            }
        }
        return values;
    }

    static long number(JsonNode about, String field, long most) {
        String text = text(about, field);
        try {
            long number = Long.parseLong(text);
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(field + " '" + text + "' is no whole number", e);
        }
        throw new IllegalArgumentException(field + " " + text + " is outside [0, " + most + "]");
    }

    static String text(JsonNode about, String field) {
        var value = about.path(field);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("the model file does not say its " + field);
        }
        return value.textValue();
    }
}
