package ems.processes.town;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import ems.processes.child.ChildStanding;

/**
 * The town's own page, which stays while the market is away: {@code GET /town/} and what it is made of, and {@code GET /api/town}. It
 * is read by browsers of this machine alone, and changes nothing.
 */
final class TownPage implements Closeable {

    private static final String VIEW = "/api/town";
    private static final String ENTRY = "/town/";
    /** The console's files that the page loads. */
    private static final Set<String> FILES = Set.of(
            "/town/index.html",
            "/town/town.js",
            "/town/town.css",
            "/live/live.css",
            "/live/mark.svg",
            "/live/view.js",
            "/live/words.js",
            "/live/ask.js",
            "/live/presence.js",
            "/operations/parts.js");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "json", "application/json",
            "txt", "text/plain; charset=utf-8");

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none';"
                    + " form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Cache-Control",
            "no-store");

    private static final int OK = 200;
    private static final int FOUND = 302;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int MISDIRECTED = 421;
    private static final int NO_BODY = -1;
    private static final int THREADS = 2;
    private static final int WAITING = 16;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Supplier<TownView> view;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    /** @param port 0: a free one */
    TownPage(int port, Supplier<TownView> view) throws IOException {
        this.view = view;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), WAITING);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + ENTRY);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            HEADERS.forEach(exchange.getResponseHeaders()::set);
            var path = exchange.getRequestURI().getPath();
            if (!isOwn(exchange.getRequestHeaders().getFirst("Host"))) {
                send(exchange, MISDIRECTED, "txt", "ask for 127.0.0.1 or localhost".getBytes(StandardCharsets.UTF_8));
            } else if (!exchange.getRequestMethod().equals("GET")) {
                send(exchange, NOT_ALLOWED, "txt", "the page only looks".getBytes(StandardCharsets.UTF_8));
            } else if (path.equals("/")) {
                exchange.getResponseHeaders().set("Location", ENTRY);
                exchange.sendResponseHeaders(FOUND, NO_BODY);
            } else if (path.equals(VIEW)) {
                send(exchange, OK, "json", JSON.writeValueAsBytes(json(view.get())));
            } else {
                var file = path.equals(ENTRY) ? ENTRY + "index.html" : path;
                var content = FILES.contains(file) ? content(file) : Optional.<byte[]>empty();
                send(
                        exchange,
                        content.isPresent() ? OK : NOT_FOUND,
                        content.isPresent() ? file.substring(file.lastIndexOf('.') + 1) : "txt",
                        content.orElseGet(() -> "no such page: ask for /town/".getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    /** A foreign name may lead to this machine. */
    private boolean isOwn(String host) {
        int port = server.getAddress().getPort();
        return ("127.0.0.1:" + port).equals(host) || ("localhost:" + port).equals(host);
    }

    private static Optional<byte[]> content(String file) throws IOException {
        try (var in = TownPage.class.getResourceAsStream("/META-INF/resources" + file)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        }
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", TYPES.getOrDefault(type, "application/octet-stream"));
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private static ObjectNode json(TownView town) {
        var json = JSON.createObjectNode()
                .put("clock", town.clock().toString())
                .put("homes", town.homes())
                .put("market", town.market())
                .put("doing", town.doing());
        var children = json.putArray("children");
        town.children().forEach(child -> children.add(json(child)));
        return json;
    }

    private static ObjectNode json(ChildStanding child) {
        return JSON.createObjectNode()
                .put("name", child.name())
                .put("role", child.role())
                .put("state", child.state().name())
                .put("process", child.process().orElse(null))
                .put("port", child.port().orElse(null))
                .put("since", child.since().toString())
                .put("restarts", child.restarts())
                .put("said", child.said());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }
}
