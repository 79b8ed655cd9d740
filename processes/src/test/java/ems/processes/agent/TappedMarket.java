package ems.processes.agent;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Stands between agents and their market: it notes all that agents send, and may say something else than the market does of a round. */
final class TappedMarket implements AutoCloseable {

    private static final List<String> PASSED_ON = List.of("Content-Type", AgentResource.SIGNATURE, "If-None-Match");

    private final URI market;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<byte[]> arrived = Collections.synchronizedList(new ArrayList<>());
    private final AtomicReference<UnaryOperator<String>> lie = new AtomicReference<>(UnaryOperator.identity());

    TappedMarket(URI market) throws IOException {
        this.market = market;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::pass);
        server.start();
    }

    URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** Bodies, and what is signed of them, in the order in which they came. */
    List<byte[]> arrived() {
        return List.copyOf(arrived);
    }

    /** @param words what becomes of the market's answer about a round */
    void tells(UnaryOperator<String> words) {
        lie.set(words);
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            arrived.add(body);
            var path = exchange.getRequestURI();
            var request = HttpRequest.newBuilder(market.resolve(path))
                    .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
            for (String name : PASSED_ON) {
                var value = exchange.getRequestHeaders().getFirst(name);
                if (value != null) {
                    arrived.add(value.getBytes(StandardCharsets.UTF_8));
                    request.header(name, value);
                }
            }
            var answer = client.send(request.build(), BodyHandlers.ofByteArray());
            byte[] said = answer.body();
            if (path.getPath().endsWith("/rounds")) {
                said = lie.get().apply(new String(said, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
            }
            answer.headers()
                    .firstValue("Content-Type")
                    .ifPresent(type -> exchange.getResponseHeaders().add("Content-Type", type));
            exchange.sendResponseHeaders(answer.statusCode(), said.length == 0 ? -1 : said.length);
            exchange.getResponseBody().write(said);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
