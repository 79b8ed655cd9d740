package ems.chains.client;

import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What is sent: the place of a call in its batch is its id. */
final class RpcRequests {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private RpcRequests() {}

    static JsonNode one(RpcCall call, Set<String> allowed) {
        return request(0, call, allowed);
    }

    static JsonNode many(List<RpcCall> calls, Set<String> allowed) {
        var batch = JSON.createArrayNode();
        for (int id = 0; id < calls.size(); id++) {
            batch.add(request(id, calls.get(id), allowed));
        }
        return batch;
    }

    private static ObjectNode request(int id, RpcCall call, Set<String> allowed) {
        if (!allowed.contains(call.method())) {
            throw new IllegalStateException(call.method() + " is none of the methods that may be called: " + allowed);
        }
        return JSON.createObjectNode()
                .put("jsonrpc", "2.0")
                .put("id", id)
                .put("method", call.method())
                .set("params", JSON.valueToTree(call.params()));
    }
}
