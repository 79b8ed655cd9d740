package ems.processes.guard;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a request says before its body.
 *
 * @param path normalized, as the router matches it
 * @param host name and port it asks for; empty if it names none
 * @param encrypted came by TLS
 * @param client address of who sends it
 * @param headers by name, in any letter case; the first of each name
 * @param queries GraphQL documents in its address, if it is one of GraphQL
 */
record RequestHead(
        String method,
        String path,
        String host,
        boolean encrypted,
        String client,
        Map<String, String> headers,
        List<String> queries) {

    private static final String GRAPHQL = "/graphql";

    RequestHead {
        Map<String, String> byAnyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        byAnyCase.putAll(headers);
        headers = byAnyCase;
        queries = List.copyOf(queries);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The origin of a page that this very address serves. */
    String origin() {
        return (encrypted ? "https://" : "http://") + host;
    }

    boolean isGraphQl() {
        return isGraphQl(path);
    }

    static boolean isGraphQl(String path) {
        return path.startsWith(GRAPHQL);
    }

    boolean isRead() {
        return method.equals("GET") || method.equals("HEAD");
    }

    /** Announces a body, of whatever length. */
    boolean hasBody() {
        return header("Transfer-Encoding").isPresent()
                || header("Content-Length")
                        .filter(length -> !length.equals("0"))
                        .isPresent();
    }

    /** Bytes of the body, if it states a length that is one. */
    Optional<Long> length() {
        return header("Content-Length")
                .map(String::strip)
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::valueOf);
    }

    /** Method and path, for a sentence. */
    String asked() {
        return method + " " + Denial.shortened(path);
    }
}
