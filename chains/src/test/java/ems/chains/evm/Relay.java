package ems.chains.evm;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Stands between a client and a node: remembers the calls, and can lose an answer or a request on its way. */
final class Relay implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** One call that came by, and in which request. */
    record Seen(int request, String method, JsonNode params) {}

    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpServer server;
    private final URI node;
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private volatile Predicate<String> requestsToLose = method -> false;
    private volatile Predicate<String> answersToLose = method -> false;
    private volatile String awaited = "";
    private volatile Runnable action = () -> {};
    private int requests;

    Relay(URI node) throws IOException {
        this.node = node;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** Drops the connection before the node hears of the next request with this method. */
    void loseTheNextRequest(String method) {
        requestsToLose = method::equals;
    }

    /** Drops the connection when the node has taken the next request with this method. */
    void loseTheNextAnswer(String method) {
        answersToLose = method::equals;
    }

    /** Does it when the node has taken the next request with this method, before the client hears of it. */
    void whenTaken(String method, Runnable action) {
        this.action = action;
        this.awaited = method;
    }

    List<Seen> seen() {
        return List.copyOf(seen);
    }

    List<Seen> seen(String method) {
        return seen.stream().filter(call -> call.method().equals(method)).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String lost = remember(JSON.readTree(body));
            if (lost.equals("request")) {
                return;
            }
            var answer = http.send(
                    HttpRequest.newBuilder(node)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            if (lost.equals("answer")) {
                return;
            }
            act(JSON.readTree(body));
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (IOException nodeIsAway) {
            // the client sees a dropped connection, as it would without a relay
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void act(JsonNode body) {
        if (!awaited.isEmpty() && body.findValuesAsText("method").contains(awaited)) {
            awaited = "";
            action.run();
        }
    }

    private synchronized String remember(JsonNode body) {
        int request = ++requests;
        String lost = "";
        for (JsonNode call : body.isArray() ? body : List.of(body)) {
            String method = call.path("method").asText();
            if (requestsToLose.test(method)) {
                lost = "request";
            } else if (answersToLose.test(method)) {
                lost = "answer";
            }
            seen.add(new Seen(request, method, call.path("params")));
        }
        if (lost.equals("request")) {
            requestsToLose = method -> false;
        }
        if (lost.equals("answer")) {
            answersToLose = method -> false;
        }
        return lost;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
