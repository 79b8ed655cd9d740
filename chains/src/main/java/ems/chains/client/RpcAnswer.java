package ems.chains.client;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the node said to one call of a batch.
 *
 * @param value JSON null if the node knows nothing, or refuses
 */
public record RpcAnswer(JsonNode value, Optional<RpcRefusal> refusal) {

    /** @throws RpcRefusal if the node refused */
    public JsonNode result() {
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        return value;
    }
}
