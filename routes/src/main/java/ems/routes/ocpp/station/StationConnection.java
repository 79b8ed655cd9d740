package ems.routes.ocpp.station;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.ServerWebSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import ems.routes.ocpp.frame.CallRefused;
import ems.routes.ocpp.frame.FaultCode;
import ems.routes.ocpp.frame.Frame.Answer;
import ems.routes.ocpp.frame.Frame.Call;
import ems.routes.ocpp.frame.Frame.Refusal;
import ems.routes.ocpp.frame.FrameText;
import ems.routes.ocpp.frame.FrameText.Unreadable;
import ems.routes.ocpp.frame.OcppVersion;

/**
 * One WebSocket. The station's calls are worked off one after the other; while {@value #MOST_WAITING} or a million characters of them wait,
 * or the station does not read what it is answered, nothing more is read from the socket. Answers to our own calls overtake them.
 */
final class StationConnection implements StationLink {

    private static final Logger LOG = LoggerFactory.getLogger("ems.ocpp");
    static final int MOST_WAITING = 50;
    private static final int MOST_CHARACTERS = 1_000_000;
    private static final short UNSUPPORTED_DATA = 1003;
    private static final short NORMAL = 1000;
    private static final short TOO_LARGE = 1009;

    private final String station;
    private final OcppVersion version;
    private final ServerWebSocket socket;
    private final CallHandler handler;
    private final WorkerExecutor workers;
    private final Context context;
    private final OutgoingCalls calls;
    /** Touched by the socket's own thread only. */
    private final Deque<Waiting> waiting = new ArrayDeque<>();

    private int characters;
    private boolean busy;
    private boolean paused;

    /** @param characters of its frame */
    private record Waiting(Call call, int characters) {}

    StationConnection(
            String station,
            OcppVersion version,
            ServerWebSocket socket,
            CallHandler handler,
            Vertx vertx,
            WorkerExecutor workers,
            Duration patience) {
        this.station = station;
        this.version = version;
        this.socket = socket;
        this.handler = handler;
        this.workers = workers;
        this.context = vertx.getOrCreateContext();
        this.calls = new OutgoingCalls(station, vertx, patience.toMillis(), this::send);
    }

    void listen(Runnable closed) {
        socket.textMessageHandler(this::receive);
        socket.binaryMessageHandler(bytes -> socket.close(UNSUPPORTED_DATA, "OCPP-J is text"));
        socket.exceptionHandler(failure -> {
            LOG.debug("{}: {}", station, failure.toString());
            socket.close(TOO_LARGE, "the message is too long, or no WebSocket's");
        });
        socket.closeHandler(done -> {
            closed.run();
            calls.end();
        });
    }

    @Override
    public String station() {
        return station;
    }

    @Override
    public OcppVersion version() {
        return version;
    }

    @Override
    public CompletionStage<ObjectNode> call(String action, ObjectNode payload) {
        return calls.call(action, payload);
    }

    void close(String reason) {
        socket.close(NORMAL, reason);
    }

    private void receive(String text) {
        try {
            var frame = FrameText.read(text);
            if (frame instanceof Call call) {
                take(new Waiting(call, text.length()));
            } else if (frame instanceof Answer answer) {
                calls.answered(answer);
            } else if (frame instanceof Refusal refusal) {
                calls.refused(refusal);
            }
        } catch (Unreadable e) {
            send(e.answer(version));
        }
    }

    private void take(Waiting call) {
        waiting.add(call);
        characters += call.characters();
        if ((waiting.size() >= MOST_WAITING || characters >= MOST_CHARACTERS) && !paused) {
            paused = true;
            socket.pause();
        }
        workOff();
    }

    private void workOff() {
        if (busy || waiting.isEmpty()) {
            return;
        }
        if (socket.writeQueueFull()) {
            socket.drainHandler(drained -> context.runOnContext(then -> workOff()));
            return;
        }
        var next = waiting.remove();
        characters -= next.characters();
        var call = next.call();
        busy = true;
        workers.executeBlocking(() -> handler.answer(this, call), false)
                .compose(Future::fromCompletionStage)
                .onComplete(done -> {
                    send(done.succeeded() ? FrameText.answer(call.id(), done.result()) : refusal(call, done.cause()));
                    context.runOnContext(then -> worked());
                });
    }

    private void worked() {
        busy = false;
        if (paused && waiting.size() <= MOST_WAITING / 2 && characters <= MOST_CHARACTERS / 2) {
            paused = false;
            socket.resume();
        }
        workOff();
    }

    private String refusal(Call call, Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof CallRefused refused) {
            return FrameText.refusal(call.id(), refused.code(), String.valueOf(refused.getMessage()), version);
        }
        LOG.error("{} of {} could not be worked off", call.action(), station, cause);
        return FrameText.refusal(call.id(), FaultCode.INTERNAL, "it could not be kept; send it again", version);
    }

    private void send(String text) {
        socket.writeTextMessage(text);
    }
}
