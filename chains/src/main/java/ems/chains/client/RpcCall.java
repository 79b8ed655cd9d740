package ems.chains.client;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One call of a method.
 *
 * @param params texts, numbers, booleans, nulls, and lists and maps of them
 */
public record RpcCall(String method, List<?> params) {

    public RpcCall {
        params = Collections.unmodifiableList(new ArrayList<>(params));
    }

    public static RpcCall of(String method, Object... params) {
        return new RpcCall(method, List.of(params));
    }
}
