package ems.forecasting.federation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import ems.forecasting.network.Shape;
import ems.forecasting.network.Tensor;
import ems.market.party.ProsumerId;
import ems.market.period.MatchingPeriod;

/**
 * Parameters as others read them: the safetensors format, with PyTorch's names and shapes, so that {@code
 * nn.LSTM(features, 32, 2)} and {@code nn.Linear} load them. The same content gives the same bytes.
 *
 * <p>Source: github.com/huggingface/safetensors, "Format": 8 bytes of header length, little-endian; a header in JSON; the
 * tensors one after another, each row after row.
 */
public final class ModelFile {

    public static final String ENDING = ".safetensors";

    private static final int LONGEST_HEADER = 1 << 16;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

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
        var root = JSON.createObjectNode();
        var metadata = root.putObject("__metadata__");
        about.forEach(metadata::put);
        int offset = 0;
        for (Tensor tensor : shape.tensors()) {
            describe(root.putObject(tensor.name()), tensor, offset);
            offset += tensor.size() * Float.BYTES;
        }
        byte[] header = padded(root.toString());
        var buffer = ByteBuffer.allocate(Long.BYTES + header.length + offset).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(header.length).put(header);
        for (Tensor tensor : shape.tensors()) {
            for (int row = 0; row < tensor.rows(); row++) {
                for (int column = 0; column < tensor.columns(); column++) {
                    buffer.putFloat(values[tensor.index(row, column)]);
                }
            }
        }
        return new ModelFile(buffer.array());
    }

    private static void describe(ObjectNode node, Tensor tensor, int offset) {
        node.put("dtype", "F32");
        var shape = node.putArray("shape").add(tensor.rows());
        if (!tensor.isVector()) {
            shape.add(tensor.columns());
        }
        node.putArray("data_offsets").add(offset).add(offset + tensor.size() * Float.BYTES);
    }

    /** To a multiple of eight bytes, with spaces, so that the tensors are aligned. */
    private static byte[] padded(String json) {
        byte[] text = json.getBytes(StandardCharsets.UTF_8);
        var padded = new StringBuilder(json);
        for (int length = text.length; length % Long.BYTES != 0; length++) {
            padded.append(' ');
        }
        return padded.toString().getBytes(StandardCharsets.UTF_8);
    }

    public static ModelFile of(byte[] bytes) {
        return new ModelFile(bytes.clone());
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** SHA-256 of the bytes, 64 hexadecimal digits. */
    public String hash() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** @throws IllegalArgumentException if this is not the file of a global model of that shape */
    public GlobalParameters global(Shape shape) {
        var about = about("global model");
        return same(new GlobalParameters(
                shape, (int) number(about, "version", Integer.MAX_VALUE), period(about), values(shape)));
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

    private GlobalParameters same(GlobalParameters read) {
        refuseUnlessSame(read.file());
        return read;
    }

    /** One content, one file: spaces, order and ways to write a number are fixed. */
    private void refuseUnlessSame(ModelFile written) {
        if (!Arrays.equals(bytes, written.bytes)) {
            throw new IllegalArgumentException("the file is not written as this model is written");
        }
    }

    private JsonNode about(String kind) {
        var about = header().path("__metadata__");
        if (!text(about, "kind").equals(kind)) {
            throw new IllegalArgumentException("the file holds a '" + text(about, "kind") + "', no " + kind);
        }
        return about;
    }

    private JsonNode header() {
        if (bytes.length < Long.BYTES) {
            throw new IllegalArgumentException("a model file of " + bytes.length + " bytes has no header");
        }
        long length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (length < 2 || length > LONGEST_HEADER || length > bytes.length - Long.BYTES) {
            throw new IllegalArgumentException(
                    "a header of " + length + " bytes is outside [2, " + LONGEST_HEADER + "] or cut short");
        }
        try {
            return JSON.readTree(bytes, Long.BYTES, (int) length);
        } catch (IOException e) {
            throw new IllegalArgumentException("the header of the model file is no JSON", e);
        }
    }

    private float[] values(Shape shape) {
        var header = header();
        int from = bytes.length - shape.parameters() * Float.BYTES;
        if (from < Long.BYTES) {
            throw new IllegalArgumentException("a model file of " + bytes.length + " bytes is too short for "
                    + shape.parameters() + " parameters");
        }
        var data = ByteBuffer.wrap(bytes, from, bytes.length - from).order(ByteOrder.LITTLE_ENDIAN);
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

    private static MatchingPeriod period(JsonNode about) {
        try {
            return new MatchingPeriod(Instant.parse(text(about, "from")));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'" + text(about, "from") + "' is no instant", e);
        }
    }

    private static long number(JsonNode about, String field, long most) {
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

    private static String text(JsonNode about, String field) {
        var value = about.path(field);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("the model file does not say its " + field);
        }
        return value.textValue();
    }
}
