package ems.chains.client;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;

/** Puts what a node says in the order of the calls, and what is wrong with it into words. */
final class RpcAnswers {

    /** Longest text of a node that a message quotes, in characters. */
    private static final int LONGEST = 300;

    private final String node;
    private final List<RpcCall> calls;

    RpcAnswers(String node, List<RpcCall> calls) {
        this.node = node;
        this.calls = calls;
    }

    RpcAnswer only(JsonNode answer) {
        return answer(answer, calls.get(0));
    }

    List<RpcAnswer> all(JsonNode answers) {
        if (!answers.isArray()) {
            throw answers.path("error").isObject()
                    ? answer(answers, calls.get(0)).refusal().orElseThrow()
                    : strange("no list of answers");
        }
        var ordered = new RpcAnswer[calls.size()];
        for (JsonNode one : answers) {
            JsonNode id = one.path("id");
            if (!id.canConvertToInt() || id.asInt() < 0 || id.asInt() >= ordered.length) {
                throw strange("an id that was not asked: " + shortened(id.toString()));
            }
            ordered[id.asInt()] = answer(one, calls.get(id.asInt()));
        }
        for (int i = 0; i < ordered.length; i++) {
            if (ordered[i] == null) {
                throw strange("nothing to " + calls.get(i).method());
            }
        }
        return Arrays.asList(ordered);
    }

    private RpcAnswer answer(JsonNode answer, RpcCall call) {
        JsonNode error = answer.path("error");
        if (error.isObject()) {
            var refusal = new RpcRefusal(
                    call.method(),
                    error.path("code").asLong(),
                    shortened(error.path("message").asText("no reason")),
                    data(error.path("data")));
            return new RpcAnswer(NullNode.getInstance(), Optional.of(refusal));
        }
        if (!answer.has("result")) {
            throw strange("neither result nor error to " + call.method());
        }
        return new RpcAnswer(answer.get("result"), Optional.empty());
    }

    /** Most nodes give the contract's words as they are, some inside an object. */
    private static String data(JsonNode data) {
        String text = data.isObject() ? data.path("data").asText("") : data.asText("");
        return text.matches("0x([0-9a-fA-F]{2}){4,4096}") ? text : "";
    }

    private NodeUnavailable strange(String what) {
        return new NodeUnavailable("the node at " + node + " answers " + what);
    }

    private static String shortened(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", " ");
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST) + "...";
    }
}
