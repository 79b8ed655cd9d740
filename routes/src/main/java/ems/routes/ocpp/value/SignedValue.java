package ems.routes.ocpp.value;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * The record that a meter signed, in a sampled value. In 1.6 it is the value itself, of the format {@code SignedData}: OCMF, or as text the
 * object that 2.x has. In 2.x it stands beside the number, as base64 in {@code signedMeterValue.signedMeterData}.
 */
final class SignedValue {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OCMF = "OCMF|";
    private static final String DATA = "signedMeterData";

    private SignedValue() {}

    static Optional<String> in(JsonNode value) {
        var beside = value.path("signedMeterValue").path(DATA);
        if (beside.isTextual()) {
            return Optional.of(text(beside.asText()));
        }
        var own = value.path("value").asText();
        return isAlone(value) ? Optional.of(own.startsWith(OCMF) ? own : object(own)) : Optional.empty();
    }

    /** Whether the value is no number, but what was signed. */
    static boolean isAlone(JsonNode value) {
        return value.path("format").asText().equals("SignedData")
                || value.path("value").asText().startsWith(OCMF);
    }

    private static String object(String text) {
        try {
            var data = JSON.readTree(text).path(DATA);
            return data.isTextual() ? text(data.asText()) : text;
        } catch (JsonProcessingException noObject) {
            return text(text);
        }
    }

    /** What is no base64 stays as it is: whoever reads the record says what is wrong with it. */
    private static String text(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException noBase64) {
            return base64;
        }
    }
}
