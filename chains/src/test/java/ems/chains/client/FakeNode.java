package ems.chains.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Says what a test tells it to say: a result per method, or a whole answer. */
public final class FakeNode implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Function<JsonNode, String>> members = new ConcurrentHashMap<>();
    private final List<JsonNode> requests = new CopyOnWriteArrayList<>();
    private volatile String answer = "";
    private volatile int status = 200;

    public FakeNode() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** @param result JSON */
    public FakeNode answers(String method, String result) {
        return answersBy(method, params -> result);
    }

    /** @param result JSON for the parameters of a call */
    public FakeNode answersBy(String method, Function<JsonNode, String> result) {
        members.put(method, params -> "\"result\":" + result.apply(params));
        return this;
    }

    /** @param error JSON */
    public FakeNode refuses(String method, String error) {
        members.put(method, params -> "\"error\":" + error);
        return this;
    }

    /** Whatever is asked. */
    public FakeNode says(int status, String answer) {
        this.status = status;
        this.answer = answer;
        return this;
    }

    public List<JsonNode> requests() {
        return List.copyOf(requests);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = JSON.readTree(exchange.getRequestBody());
            requests.add(request);
            byte[] said = (answer.isEmpty() ? answered(request) : answer).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, said.length);
            exchange.getResponseBody().write(said);
        }
    }

    private String answered(JsonNode request) {
        return request.isArray()
                ? StreamSupport.stream(request.spliterator(), false)
                        .map(this::one)
                        .collect(Collectors.joining(",", "[", "]"))
                : one(request);
    }

    private String one(JsonNode call) {
        String method = call.path("method").asText();
        return "{\"jsonrpc\":\"2.0\",\"id\":" + call.path("id") + ","
                + members.getOrDefault(
                                method, params -> "\"error\":{\"code\":-32601,\"message\":\"no " + method + "\"}")
                        .apply(call.path("params"))
                + "}";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
