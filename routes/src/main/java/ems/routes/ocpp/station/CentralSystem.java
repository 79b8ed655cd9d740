package ems.routes.ocpp.station;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;

import ems.routes.ocpp.frame.OcppVersion;
import ems.routes.ocpp.table.ChargerTable;
import ems.routes.ocpp.table.StationLogin;

/**
 * The central system of charging stations: {@code ws(s)://HOST:PORT/ocpp/STATION}.
 *
 * <p>Refused before the upgrade: 404 another path or name, 400 no common version, 401 no or a wrong password or an unknown station, 403
 * the certificate of another, 426 no WebSocket, 503 too many who wait to be checked. Of two connections of one station the newer one stays.
 */
public final class CentralSystem implements AutoCloseable {

    private static final String PATH = "/ocpp/";
    private static final int WORKERS = 4;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int UPGRADE_REQUIRED = 426;
    private static final int UNAVAILABLE = 503;
    static final int MOST_KNOCKING = 200;

    private final Vertx vertx;
    private final Function<String, Optional<StationLogin>> logins;
    private final CallHandler handler;
    private final Duration patience;
    private final WorkerExecutor workers;
    /** Checks passwords: those who knock do not delay those who are in. */
    private final WorkerExecutor porter;

    private final AtomicInteger knocking = new AtomicInteger();
    private final Map<String, StationConnection> stations = new ConcurrentHashMap<>();
    private final HttpServer server;

    /**
     * @param logins how each known station shows who it is
     * @throws IllegalStateException if it cannot listen
     */
    public CentralSystem(
            Vertx vertx,
            ServerSettings settings,
            Function<String, Optional<StationLogin>> logins,
            CallHandler handler) {
        this.vertx = vertx;
        this.logins = logins;
        this.handler = handler;
        this.patience = settings.patience();
        this.workers = vertx.createSharedWorkerExecutor("ocpp-calls", WORKERS);
        this.porter = vertx.createSharedWorkerExecutor("ocpp-logins", 1);
        this.server = vertx.createHttpServer(settings.options()).requestHandler(this::receive);
        try {
            server.listen().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            close();
            throw new IllegalStateException(
                    "charging stations cannot connect to " + settings.host() + ":" + settings.port() + ": "
                            + (e.getCause() == null ? e : e.getCause()).getMessage(),
                    e);
        }
    }

    public int port() {
        return server.actualPort();
    }

    public Optional<StationLink> station(String station) {
        return Optional.ofNullable(stations.get(station));
    }

    public int connected() {
        return stations.size();
    }

    private void receive(HttpServerRequest request) {
        var station = station(request);
        var offered =
                Optional.ofNullable(request.getHeader("Sec-WebSocket-Protocol")).orElse("");
        if (station.isEmpty()) {
            refuse(request, NOT_FOUND, "stations connect to " + PATH + "STATION");
        } else if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            refuse(request, UPGRADE_REQUIRED, "stations speak by WebSocket");
        } else if (!OcppVersion.isAnyOf(offered)) {
            refuse(request, BAD_REQUEST, "none of the subprotocols " + OcppVersion.subprotocols() + " is offered");
        } else {
            letIn(request, station.get());
        }
    }

    private void letIn(HttpServerRequest request, String station) {
        if (knocking.incrementAndGet() > MOST_KNOCKING) {
            knocking.decrementAndGet();
            refuse(request, UNAVAILABLE, "too many stations connect at once: try again");
            return;
        }
        var credentials = Credentials.of(request, station);
        request.pause();
        porter.executeBlocking(() -> denied(station, credentials), false).onComplete(checked -> {
            knocking.decrementAndGet();
            request.resume();
            if (checked.failed() || checked.result().isPresent()) {
                var denied = checked.failed()
                        ? Credentials.Denied.UNAUTHORIZED
                        : checked.result().get();
                request.response().putHeader("WWW-Authenticate", "Basic realm=\"ocpp\"");
                refuse(request, denied.status(), "this is not station " + station);
            } else {
                request.toWebSocket().onSuccess(socket -> connect(station, socket));
            }
        });
    }

    private Optional<Credentials.Denied> denied(String station, Credentials credentials) {
        var login = logins.apply(station);
        var denied = credentials.deniedTo(login);
        denied.ifPresent(
                how -> handler.denied(station, "it is refused (" + how.status() + "): " + credentials.mistake(login)));
        return denied;
    }

    private void connect(String station, ServerWebSocket socket) {
        var version = OcppVersion.of(String.valueOf(socket.subProtocol()));
        if (version.isEmpty()) {
            socket.close();
            return;
        }
        var connection = new StationConnection(station, version.get(), socket, handler, vertx, workers, patience);
        connection.listen(() -> {
            stations.remove(station, connection);
            handler.gone(connection);
        });
        var before = stations.put(station, connection);
        if (before != null) {
            before.close("the station has connected again");
        }
        handler.connected(connection);
    }

    private static Optional<String> station(HttpServerRequest request) {
        var path = request.path();
        if (path == null || !path.startsWith(PATH)) {
            return Optional.empty();
        }
        try {
            return Optional.of(URLDecoder.decode(
                            path.substring(PATH.length()).replace("+", "%2B"), StandardCharsets.UTF_8))
                    .filter(name -> name.matches(ChargerTable.STATION_FORM));
        } catch (IllegalArgumentException notEncoded) {
            return Optional.empty();
        }
    }

    private static void refuse(HttpServerRequest request, int status, String reason) {
        request.response().setStatusCode(status).end(reason);
    }

    @Override
    public void close() {
        server.close();
        stations.values().forEach(connection -> connection.close("the central system stops"));
        workers.close();
        porter.close();
    }
}
