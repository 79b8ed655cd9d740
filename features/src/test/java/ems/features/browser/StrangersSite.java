package ems.features.browser;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A site of somebody else, with one page that does nothing of itself. */
final class StrangersSite implements AutoCloseable {

    private static final byte[] PAGE =
            "<!doctype html><meta charset=\"utf-8\"><title>Win a car</title><body></body>".getBytes(UTF_8);
    private static final int OK = 200;

    private final HttpServer server;

    private StrangersSite(HttpServer server) {
        this.server = server;
    }

    static StrangersSite open() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", StrangersSite::answer);
        server.start();
        return new StrangersSite(server);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/html");
        exchange.sendResponseHeaders(OK, PAGE.length);
        exchange.getResponseBody().write(PAGE);
        exchange.close();
    }

    String address() {
        return "http://" + Chromium.STRANGER + ":" + server.getAddress().getPort() + "/";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
