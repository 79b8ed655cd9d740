package ems.routes.ocpp.station;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.net.PfxOptions;

import ems.routes.ocpp.frame.FrameText;

/** A station that says whatever a test wants, frame by frame. */
public final class RawStation implements AutoCloseable {

    private static final int SWITCHING = 101;

    private static final long PATIENCE_SECONDS = 20;

    private final WebSocket socket;
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> calls = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private int serial;

    private RawStation(WebSocket socket) {
        this.socket = socket;
        socket.textMessageHandler(frame -> (frame.startsWith("[2,") ? calls : received).add(frame));
        socket.closeHandler(done -> closed.complete(
                socket.closeStatusCode() == null ? -1 : socket.closeStatusCode().intValue()));
    }

    public static RawStation connect(Vertx vertx, int port, String station, String password, String... versions) {
        return connect(vertx, new WebSocketClientOptions(), basic(plain(port, station, versions), station, password));
    }

    public static WebSocketConnectOptions plain(int port, String station, String... versions) {
        var options =
                new WebSocketConnectOptions().setHost("127.0.0.1").setPort(port).setURI("/ocpp/" + station);
        options.setSubProtocols(List.of(versions));
        return options;
    }

    public static WebSocketConnectOptions basic(WebSocketConnectOptions options, String name, String password) {
        var both = Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
        return options.addHeader("Authorization", "Basic " + both);
    }

    static WebSocketClientOptions withKeys(PfxOptions keys) {
        return new WebSocketClientOptions()
                .setSsl(true)
                .setTrustAll(true)
                .setVerifyHost(false)
                .setKeyCertOptions(keys);
    }

    static RawStation connect(Vertx vertx, WebSocketClientOptions client, WebSocketConnectOptions to) {
        // reading starts once the handlers are there
        return get(vertx.createWebSocketClient(client.setMaxMessageSize(1 << 20))
                .connect(to)
                .map(RawStation::new));
    }

    /** Somebody who is not let in. */
    public static void refused(Vertx vertx, int port, String station, String password) {
        if (refusal(vertx, new WebSocketClientOptions(), basic(plain(port, station, "ocpp1.6"), station, password))
                == SWITCHING) {
            throw new IllegalStateException(station + " was let in");
        }
    }

    /** The status of the answer that refuses the upgrade. */
    static int refusal(Vertx vertx, WebSocketClientOptions client, WebSocketConnectOptions to) {
        try {
            connect(vertx, client, to).close();
            return SWITCHING;
        } catch (IllegalStateException e) {
            if (e.getCause() instanceof UpgradeRejectedException rejected) {
                return rejected.getStatus();
            }
            throw e;
        }
    }

    public void send(String frame) {
        socket.writeTextMessage(frame);
    }

    void sendBinary(byte[] bytes) {
        socket.writeBinaryMessage(Buffer.buffer(bytes));
    }

    /** The next answer or error. */
    public String next() {
        return next(received);
    }

    /** The next call of the central system. */
    public JsonNode nextCall() {
        return read(next(calls));
    }

    /** Whether a call has come in that nobody has looked at. */
    public boolean isCalled() {
        return !calls.isEmpty();
    }

    private static String next(BlockingQueue<String> frames) {
        try {
            var frame = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (frame == null) {
                throw new AssertionError("no frame came in " + PATIENCE_SECONDS + " s");
            }
            return frame;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode nextRead() {
        return read(next());
    }

    private static JsonNode read(String frame) {
        try {
            return FrameText.JSON.readTree(frame);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Calls, and returns the payload of the answer. */
    public JsonNode call(String action, String payload) {
        var id = "c" + ++serial;
        send("[2,\"" + id + "\",\"" + action + "\"," + payload + "]");
        var frame = nextRead();
        if (frame.get(0).intValue() != 3 || !frame.get(1).textValue().equals(id)) {
            throw new AssertionError(action + " was answered by " + frame);
        }
        return frame.get(2);
    }

    /** Calls, and returns the code of the error. */
    public String refused(String action, String payload) {
        var id = "c" + ++serial;
        send("[2,\"" + id + "\",\"" + action + "\"," + payload + "]");
        var frame = nextRead();
        if (frame.get(0).intValue() != 4 || !frame.get(1).textValue().equals(id)) {
            throw new AssertionError(action + " was answered by " + frame);
        }
        return frame.get(2).textValue();
    }

    /** Answers the next call, which must be of this action. */
    public JsonNode answer(String action, String payload) {
        var call = nextCall();
        if (!call.get(2).textValue().equals(action)) {
            throw new AssertionError("instead of " + action + " came " + call);
        }
        send("[3," + call.get(1) + "," + payload + "]");
        return call.get(3);
    }

    /** The status with which it was closed by the other side; -1: without one. */
    int closedWith() {
        try {
            return closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        get(socket.close());
    }

    private static <T> T get(io.vertx.core.Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }
}
