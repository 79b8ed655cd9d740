package ems.routes.ocpp.session;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;

import ems.routes.ocpp.frame.OcppVersion;

/** Gives each station back what it says, by the same library: what a door by WebSocket may reach at most. */
final class EchoServer implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;

    EchoServer() {
        server = vertx.createHttpServer(new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setPort(0)
                        .setWebSocketSubProtocols(OcppVersion.subprotocols()))
                .webSocketHandler(socket -> socket.textMessageHandler(socket::writeTextMessage));
        server.listen().toCompletionStage().toCompletableFuture().join();
    }

    int port() {
        return server.actualPort();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
