package ems.routes.ocpp.simulated;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;

import ems.routes.ocpp.frame.CallRefused;
import ems.routes.ocpp.frame.FaultCode;
import ems.routes.ocpp.frame.Frame;
import ems.routes.ocpp.frame.FrameText;
import ems.routes.ocpp.frame.FrameText.Unreadable;
import ems.routes.ocpp.frame.OcppVersion;

/** A station's end of OCPP-J 1.6, which calls and waits, and answers what it is called for. */
final class StationSocket {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final OcppVersion VERSION = OcppVersion.V1_6;

    private final WebSocket socket;
    private final Answering answering;
    private final Map<String, CompletableFuture<ObjectNode>> open = new ConcurrentHashMap<>();
    private long serial;

    /** What the central system is answered. */
    @FunctionalInterface
    interface Answering {
        /** @throws CallRefused if the station does not know the action */
        ObjectNode answer(String action, ObjectNode payload);
    }

    private StationSocket(WebSocket socket, Answering answering) {
        this.socket = socket;
        this.answering = answering;
        socket.textMessageHandler(this::receive);
        socket.closeHandler(closed -> open.values()
                .forEach(call -> call.completeExceptionally(new IOException("the central system hung up"))));
    }

    /** @param central with the station's name at its end */
    static StationSocket connect(
            WebSocketClient client, URI central, String station, String password, Answering answering)
            throws IOException, InterruptedException {
        var both = Base64.getEncoder().encodeToString((station + ":" + password).getBytes(StandardCharsets.UTF_8));
        var to = new WebSocketConnectOptions()
                .setAbsoluteURI(central.toString())
                .setSubProtocols(List.of("ocpp1.6"))
                .addHeader("Authorization", "Basic " + both);
        return got(client.connect(to).map(socket -> new StationSocket(socket, answering)));
    }

    boolean isClosed() {
        return socket.isClosed();
    }

    private void receive(String text) {
        try {
            var frame = FrameText.read(text);
            if (frame instanceof Frame.Call call) {
                socket.writeTextMessage(answered(call));
            } else if (frame instanceof Frame.Answer answer) {
                var call = open.remove(answer.id());
                if (call != null) {
                    call.complete(answer.payload());
                }
            } else if (frame instanceof Frame.Refusal refusal) {
                var call = open.remove(refusal.id());
                if (call != null) {
                    call.completeExceptionally(new IOException(refusal.code() + " " + refusal.description()));
                }
            }
        } catch (Unreadable e) {
            socket.writeTextMessage(e.answer(VERSION));
        }
    }

    private String answered(Frame.Call call) {
        try {
            return FrameText.answer(call.id(), answering.answer(call.action(), call.payload()));
        } catch (CallRefused e) {
            return FrameText.refusal(call.id(), e.code(), String.valueOf(e.getMessage()), VERSION);
        } catch (RuntimeException e) {
            return FrameText.refusal(call.id(), FaultCode.INTERNAL, "the station cannot do that", VERSION);
        }
    }

    /** Called by one thread at a time. @throws IOException if it is refused, or not answered in time */
    ObjectNode call(String action, ObjectNode payload) throws IOException, InterruptedException {
        var id = "s" + ++serial;
        var answer = new CompletableFuture<ObjectNode>();
        open.put(id, answer);
        socket.writeTextMessage(FrameText.call(id, action, payload));
        try {
            return got(answer);
        } finally {
            open.remove(id);
        }
    }

    void close() throws IOException, InterruptedException {
        got(socket.close());
    }

    private static <T> T got(Future<T> future) throws IOException, InterruptedException {
        return got(future.toCompletionStage().toCompletableFuture());
    }

    private static <T> T got(CompletableFuture<T> future) throws IOException, InterruptedException {
        try {
            return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(String.valueOf(cause.getMessage()), cause);
        } catch (TimeoutException e) {
            throw new IOException("the central system does not answer within " + PATIENCE.toSeconds() + " s", e);
        }
    }
}
