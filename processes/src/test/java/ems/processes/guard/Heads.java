package ems.processes.guard;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Request heads as tests write them. */
final class Heads {

    static final String HOST = "127.0.0.1:18080";

    private Heads() {}

    /** @param headers {@code Name: value} */
    static RequestHead head(String method, String path, String... headers) {
        return head(HOST, method, path, List.of(), headers);
    }

    static RequestHead graphQl(String method, String query, String... headers) {
        return head(HOST, method, "/graphql", List.of(query), headers);
    }

    static RequestHead asking(String host) {
        return head(host, "GET", "/", List.of());
    }

    private static RequestHead head(String host, String method, String path, List<String> queries, String... headers) {
        var parsed = Arrays.stream(headers)
                .map(header -> header.split(": ", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
        return new RequestHead(method, path, host, false, "192.0.2.7", parsed, queries);
    }
}
