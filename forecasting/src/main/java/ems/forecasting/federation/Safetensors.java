package ems.forecasting.federation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Head of a file of tensors: 8 bytes of header length, little-endian; a header in JSON; the tensors follow.
 *
 * <p>Source: github.com/huggingface/safetensors, "Format".
 */
final class Safetensors {

    private static final int LONGEST_HEADER = 1 << 16;
    private static final String ABOUT = "__metadata__";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Safetensors() {}

    /** A header that says what the file is about, and of no tensor yet. */
    static ObjectNode header(Map<String, String> about) {
        var root = JSON.createObjectNode();
        var metadata = root.putObject(ABOUT);
        about.forEach(metadata::put);
        return root;
    }

    static JsonNode about(JsonNode header) {
        return header.path(ABOUT);
    }

    /** Describes one more tensor, whose bytes are {@code [from, to)} of those after the header. */
    static void describe(ObjectNode header, String name, String type, int[] shape, int from, int to) {
        var node = header.putObject(name);
        node.put("dtype", type);
        var sizes = node.putArray("shape");
        for (int size : shape) {
            sizes.add(size);
        }
        node.putArray("data_offsets").add(from).add(to);
    }

    /** The header, written, and room for the tensors. */
    static ByteBuffer begin(ObjectNode header, int bytesOfTensors) {
        byte[] text = padded(header.toString());
        return ByteBuffer.allocate(Long.BYTES + text.length + bytesOfTensors)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.length)
                .put(text);
    }

    /** To a multiple of eight bytes, with spaces, so that the tensors are aligned. */
    private static byte[] padded(String json) {
        int length = json.getBytes(StandardCharsets.UTF_8).length;
        return (json + " ".repeat(Math.floorMod(-length, Long.BYTES))).getBytes(StandardCharsets.UTF_8);
    }

    /** @throws IllegalArgumentException if the bytes do not begin with a header */
    static JsonNode header(byte[] bytes) {
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

    /** The tensors' bytes: as many as expected, at the end of the file. */
    static ByteBuffer tensors(byte[] bytes, int expected) {
        int from = bytes.length - expected;
        if (from < Long.BYTES) {
            throw new IllegalArgumentException(
                    "a model file of " + bytes.length + " bytes is too short for " + expected + " of tensors");
        }
        return ByteBuffer.wrap(bytes, from, expected).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** A file of one tensor of whole numbers. */
    static ModelFile ofNumbers(Map<String, String> about, String tensor, long[] numbers) {
        var header = header(about);
        int bytes = numbers.length * Long.BYTES;
        describe(header, tensor, "I64", new int[] {numbers.length}, 0, bytes);
        var file = begin(header, bytes);
        file.asLongBuffer().put(numbers);
        return ModelFile.of(file.array());
    }

    /** @throws IllegalArgumentException if there are not as many */
    static long[] numbers(byte[] bytes, int expected) {
        long[] numbers = new long[expected];
        tensors(bytes, expected * Long.BYTES).asLongBuffer().get(numbers);
        return numbers;
    }
}
