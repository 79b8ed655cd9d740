package ems.processes.alert;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpServer;

/** A web server on loopback that keeps what is posted to it, or refuses it. */
final class WebServer implements AutoCloseable {

    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final BlockingQueue<String> bodies = new LinkedBlockingQueue<>();
    private final AtomicInteger status = new AtomicInteger(204);

    WebServer() throws IOException {
        server.createContext("/", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            int answer = status.get();
            bodies.add(answer + " " + body);
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
        });
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/secret/path");
    }

    /** From now on. */
    void answers(int answer) {
        status.set(answer);
    }

    /** What it answered to the next request, and the body of that; waits for it. */
    String take() throws InterruptedException {
        return bodies.take();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
