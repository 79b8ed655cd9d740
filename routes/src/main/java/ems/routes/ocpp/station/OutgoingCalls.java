package ems.routes.ocpp.station;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

import ems.routes.ocpp.frame.Frame.Answer;
import ems.routes.ocpp.frame.Frame.Refusal;
import ems.routes.ocpp.frame.FrameText;

/**
 * Our calls to one station: one is open, a few wait, and none waits for ever. Who asked goes on, on a thread that may wait, and not on
 * the socket's.
 */
final class OutgoingCalls {

    private static final int MOST_WAITING = 16;

    private final String station;
    private final Vertx vertx;
    private final long patience;
    private final Consumer<String> send;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private @Nullable Waiting open;
    private long timer;
    private long serial;
    private boolean ended;

    private record Waiting(String id, String action, ObjectNode payload, CompletableFuture<ObjectNode> answer) {}

    /** @param patience in ms, from when a call is sent */
    OutgoingCalls(String station, Vertx vertx, long patience, Consumer<String> send) {
        this.station = station;
        this.vertx = vertx;
        this.patience = patience;
        this.send = send;
    }

    CompletionStage<ObjectNode> call(String action, ObjectNode payload) {
        var answer = new CompletableFuture<ObjectNode>();
        synchronized (this) {
            if (!ended && waiting.size() < MOST_WAITING) {
                waiting.add(new Waiting("ems-" + ++serial, action, payload, answer));
                sendNext();
                return answer;
            }
        }
        answer.completeExceptionally(new StationFailure(
                station + (ended ? " is gone" : " leaves " + MOST_WAITING + " calls waiting already")));
        return answer;
    }

    private synchronized void sendNext() {
        if (open == null && !waiting.isEmpty()) {
            var next = waiting.remove();
            open = next;
            timer = vertx.setTimer(patience, fired -> silent(next));
            send.accept(FrameText.call(next.id(), next.action(), next.payload()));
        }
    }

    private void silent(Waiting call) {
        if (closed(call.id()) != null) {
            fail(call, station + " has not answered " + call.action() + " within " + patience / 1_000 + " s");
        }
    }

    void answered(Answer answer) {
        var call = closed(answer.id());
        if (call != null) {
            vertx.executeBlocking(() -> call.answer().complete(answer.payload()), false);
        }
    }

    void refused(Refusal refusal) {
        var call = closed(refusal.id());
        if (call != null) {
            fail(call, station + " refuses " + call.action() + ": " + refusal.code() + " " + refusal.description());
        }
    }

    /** Null if no such call is open: an answer that nobody waits for, or that comes too late. */
    private synchronized @Nullable Waiting closed(String id) {
        var call = open;
        if (call == null || !call.id().equals(id)) {
            return null;
        }
        vertx.cancelTimer(timer);
        open = null;
        sendNext();
        return call;
    }

    void end() {
        Deque<Waiting> left;
        synchronized (this) {
            ended = true;
            left = new ArrayDeque<>(waiting);
            waiting.clear();
            if (open != null) {
                left.addFirst(open);
                vertx.cancelTimer(timer);
                open = null;
            }
        }
        left.forEach(call -> fail(call, station + " is gone"));
    }

    private void fail(Waiting call, String reason) {
        vertx.executeBlocking(() -> call.answer().completeExceptionally(new StationFailure(reason)), false);
    }
}
