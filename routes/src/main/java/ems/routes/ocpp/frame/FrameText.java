package ems.routes.ocpp.frame;

import java.math.BigDecimal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.ValueNode;

import ems.routes.ocpp.frame.Frame.Answer;
import ems.routes.ocpp.frame.Frame.Call;
import ems.routes.ocpp.frame.Frame.Refusal;
import ems.routes.ocpp.frame.Frame.Unheard;

/**
 * Reads and writes the arrays of OCPP-J. Numbers stay decimal: a limit of 3.3 A is a multiple of 0.1 and no double.
 *
 * <p>Bounds: 12 levels of nesting, numbers of 60 digits with an exponent in [-60, 60], texts of 20,000 characters (a signed meter record is one), ids of 36.
 */
public final class FrameText {

    private static final int MOST_DIGITS = 60;

    /** For payloads; exact numbers, in plain digits. */
    public static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(12)
                            .maxNumberLength(MOST_DIGITS)
                            .maxStringLength(20_000)
                            .maxNameLength(100)
                            .build())
                    .build())
            .nodeFactory(new BoundedNumbers())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    /** Refuses short numbers that are huge written out: the plain digits of 1e2000000000 fill a memory. */
    private static final class BoundedNumbers extends JsonNodeFactory {

        private static final long serialVersionUID = 1;

        private BoundedNumbers() {
            super(true);
        }

        @Override
        public ValueNode numberNode(BigDecimal number) {
            if (Math.abs((long) number.scale()) > MOST_DIGITS) {
                throw new ArithmeticException("the exponent of a number is outside [-60, 60]");
            }
            return super.numberNode(number);
        }
    }

    /** The id of an error about a frame whose own cannot be read. */
    private static final String NO_ID = "-1";

    private static final int LONGEST_ID = 36;
    private static final int LONGEST_ACTION = 50;
    private static final int LONGEST_REASON = 250;
    private static final int CALL = 2;
    private static final int ANSWER = 3;
    private static final int REFUSAL = 4;

    private FrameText() {}

    /**
     * What is wrong with a frame.
     *
     * @param id to answer to
     */
    public static final class Unreadable extends Exception {

        private static final long serialVersionUID = 1;

        private final String id;
        private final FaultCode code;

        private Unreadable(String id, FaultCode code, String reason) {
            super(reason);
            this.id = id;
            this.code = code;
        }

        public String answer(OcppVersion version) {
            return refusal(id, code, String.valueOf(getMessage()), version);
        }
    }

    public static Frame read(String text) throws Unreadable {
        var frame = array(text);
        var type = frame.path(0);
        var id = frame.path(1);
        if (!type.isInt()
                || !id.isTextual()
                || id.textValue().isEmpty()
                || id.textValue().length() > LONGEST_ID) {
            throw new Unreadable(
                    NO_ID,
                    FaultCode.NOT_A_FRAME,
                    "a frame begins with its type and an id of 1 to " + LONGEST_ID + " characters");
        }
        return switch (type.intValue()) {
            case CALL -> call(frame, id.textValue());
            case ANSWER ->
                frame.path(2) instanceof ObjectNode payload
                        ? new Answer(id.textValue(), payload)
                        : new Refusal(id.textValue(), "FormatViolation", "the answer holds no object");
            case REFUSAL ->
                new Refusal(
                        id.textValue(),
                        frame.path(2).asText("GenericError"),
                        frame.path(3).asText());
            default -> new Unheard(id.textValue());
        };
    }

    private static ArrayNode array(String text) throws Unreadable {
        try {
            if (JSON.readTree(text) instanceof ArrayNode array) {
                return array;
            }
            throw new Unreadable(NO_ID, FaultCode.NOT_A_FRAME, "a frame is an array of JSON");
        } catch (JsonProcessingException | ArithmeticException notJson) {
            throw new Unreadable(
                    NO_ID,
                    FaultCode.NOT_A_FRAME,
                    "the frame is not JSON, or too deep or long, or holds a number out of all bounds");
        }
    }

    private static Call call(ArrayNode frame, String id) throws Unreadable {
        if (frame.size() == 4
                && frame.get(2).isTextual()
                && frame.get(2).textValue().length() <= LONGEST_ACTION
                && frame.get(3) instanceof ObjectNode payload) {
            return new Call(id, frame.get(2).textValue(), payload);
        }
        throw new Unreadable(id, FaultCode.FORMAT, "a call is [2, id, action, object]");
    }

    public static String call(String id, String action, ObjectNode payload) {
        return written(frame(CALL, id).add(action).add(payload));
    }

    public static String answer(String id, ObjectNode payload) {
        return written(frame(ANSWER, id).add(payload));
    }

    public static String refusal(String id, FaultCode code, String reason, OcppVersion version) {
        var said = reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
        return written(frame(REFUSAL, id).add(code.in(version)).add(said).add(JSON.createObjectNode()));
    }

    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    private static ArrayNode frame(int type, String id) {
        return JSON.createArrayNode().add(type).add(id);
    }

    /** A payload as text. */
    public static String text(JsonNode payload) {
        return written(payload);
    }

    private static String written(JsonNode frame) {
        try {
            return JSON.writeValueAsString(frame);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a frame cannot be written", e);
        }
    }
}
