package ems.forecasting.federation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import ems.forecasting.network.Shape;

import static org.assertj.core.api.Assertions.assertThat;

/** Reads model files by the published format alone, as strictly as its own readers do, and asks nothing of this room. */
class SafetensorsFormatTest {

    private static final Shape PAPER = new Shape(3, 4, 32, 2);
    private static final int LARGEST_HEADER = 100_000_000;

    @Test
    void aModelHasTheTensorsOfPyTorch() throws IOException {
        float[] values = InitialParameters.of(PAPER, 7);
        values[values.length - 1] = 42;
        var tensors = tensors(
                new GlobalParameters(PAPER, 3, Updates.NOON, values).file().bytes());
        assertThat(tensors.keySet())
                .isEqualTo(Set.of(
                        "lstm.weight_ih_l0 [128, 4]",
                        "lstm.weight_hh_l0 [128, 32]",
                        "lstm.bias_ih_l0 [128]",
                        "lstm.bias_hh_l0 [128]",
                        "lstm.weight_ih_l1 [128, 32]",
                        "lstm.weight_hh_l1 [128, 32]",
                        "lstm.bias_ih_l1 [128]",
                        "lstm.bias_hh_l1 [128]",
                        "linear.weight [2, 32]",
                        "linear.bias [2]"));
        assertThat(tensors.get("linear.bias [2]")).containsExactly(0, 42);
        // Wx (F,G) is held the other way round: the first row of PyTorch is every 128th of ours
        assertThat(tensors.get("lstm.weight_ih_l0 [128, 4]"))
                .startsWith(values[0], values[128], values[256], values[384], values[1]);
    }

    @Test
    void anUpdateIsReadAlike() throws IOException {
        var tensors = tensors(Updates.random("L1", 2, 3).file(Updates.SMALL).bytes());
        assertThat(tensors).hasSize(10);
    }

    /** Source: github.com/huggingface/safetensors, "Format" and its notes on validation. */
    private static Map<String, float[]> tensors(byte[] bytes) throws IOException {
        var file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long length = file.getLong();
        assertThat(length).isBetween(2L, (long) LARGEST_HEADER).isLessThanOrEqualTo(bytes.length - 8);
        assertThat(bytes[8]).isEqualTo((byte) '{');
        assertThat(length % 8).as("tensors are aligned").isZero();
        var header = new ObjectMapper().readTree(bytes, 8, (int) length);
        var data = file.position(8 + (int) length).slice().order(ByteOrder.LITTLE_ENDIAN);
        Map<String, float[]> tensors = new HashMap<>();
        int end = 0;
        for (var fields = header.fields(); fields.hasNext(); ) {
            var field = fields.next();
            if (field.getKey().equals("__metadata__")) {
                assertThat(field.getValue()).allMatch(JsonNode::isTextual);
            } else {
                var tensor = field.getValue();
                assertThat(tensor.get("dtype").asText()).isEqualTo("F32");
                assertThat(tensor.get("data_offsets").get(0).asInt())
                        .as("no holes")
                        .isEqualTo(end);
                end = tensor.get("data_offsets").get(1).asInt();
                tensors.put(named(field.getKey(), tensor), floats(data, tensor));
            }
        }
        assertThat(end).as("all bytes belong to a tensor").isEqualTo(data.limit());
        return tensors;
    }

    private static String named(String name, JsonNode tensor) {
        return name + " " + tensor.get("shape").toString().replace(",", ", ");
    }

    private static float[] floats(ByteBuffer data, JsonNode tensor) {
        int elements = 1;
        for (JsonNode size : tensor.get("shape")) {
            elements *= size.asInt();
        }
        int from = tensor.get("data_offsets").get(0).asInt();
        assertThat(tensor.get("data_offsets").get(1).asInt() - from).isEqualTo(4 * elements);
        float[] floats = new float[elements];
        data.slice(from, 4 * elements)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(floats);
        return floats;
    }
}
