package ems.routes.ocpp.session;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;

import ems.routes.Grid;

/**
 * One station, which takes whatever text follows a call for its answer, and agrees with whatever it is told. Its methods are called by
 * one thread at a time, and each while nothing that was called before is under way.
 */
final class LightStation {

    /** Between the stamps of two messages: each tells something new, of one period. */
    private static final long STEP_MILLIS = 100;

    private final WebSocket socket;
    private volatile CompletableFuture<Long> answer = new CompletableFuture<>();
    private long sentAt;
    private int serial;
    private long wattHours = 1_000_000;

    LightStation(WebSocket socket) {
        this.socket = socket;
        socket.textMessageHandler(this::receive);
        socket.closeHandler(gone -> answer.completeExceptionally(new IllegalStateException("the connection was closed")));
    }

    private void receive(String frame) {
        if (isCallOfTheMarket(frame)) {
            var id = frame.substring(frame.indexOf('"') + 1, frame.indexOf('"', frame.indexOf('"') + 1));
            socket.writeTextMessage("[3,\"" + id + "\",{\"status\":\"Accepted\"}]");
        } else if (frame.startsWith("[4,")) {
            answer.completeExceptionally(new IllegalStateException("it was refused: " + frame));
        } else {
            answer.complete(System.nanoTime() - sentAt);
        }
    }

    /** An echo gives back what the station itself has called. */
    private static boolean isCallOfTheMarket(String frame) {
        return frame.startsWith("[2,") && !frame.startsWith("[2,\"c");
    }

    /** It says that it is there, and that its car charges. */
    CompletableFuture<Long> boot() {
        return call("BootNotification", "{\"chargePointVendor\":\"Light\",\"chargePointModel\":\"One\"}")
                .thenCompose(booted -> call(
                        "StatusNotification",
                        "{\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\"Charging\",\"timestamp\":\"" + Grid.NOON
                                + "\"}"));
    }

    private CompletableFuture<Long> call(String action, String payload) {
        var next = new CompletableFuture<Long>();
        sentAt = System.nanoTime();
        answer = next;
        socket.writeTextMessage("[2,\"c" + ++serial + "\",\"" + action + "\"," + payload + "]");
        return next;
    }

    /**
     * Sends one when it is due, or as soon as the one before is answered.
     *
     * @param first when the first one is due, in ns
     * @param apart between two, in ns
     * @return how long each waited for its answer, in ns
     */
    CompletableFuture<long[]> send(Vertx vertx, int messages, long first, long apart) {
        var waits = new long[messages];
        var all = new CompletableFuture<long[]>();
        sendFrom(vertx, 0, waits, first, apart, all);
        return all;
    }

    private void sendFrom(
            Vertx vertx, int number, long[] waits, long first, long apart, CompletableFuture<long[]> all) {
        if (number == waits.length) {
            all.complete(waits);
            return;
        }
        long left = TimeUnit.NANOSECONDS.toMillis(first + number * apart - System.nanoTime());
        if (left > 0) {
            vertx.setTimer(left, due -> sendNow(vertx, number, waits, first, apart, all));
        } else {
            sendNow(vertx, number, waits, first, apart, all);
        }
    }

    private void sendNow(
            Vertx vertx, int number, long[] waits, long first, long apart, CompletableFuture<long[]> all) {
        call("MeterValues", values()).whenComplete((wait, failed) -> {
            if (failed != null) {
                all.completeExceptionally(failed);
                return;
            }
            waits[number] = wait;
            // out of the answer's own call: a thousand of them would be a deep stack
            vertx.getOrCreateContext().runOnContext(then -> sendFrom(vertx, number + 1, waits, first, apart, all));
        });
    }

    private String values() {
        Instant at = Grid.NOON.plusMillis(STEP_MILLIS * serial);
        wattHours++;
        return "{\"connectorId\":1,\"meterValue\":[{\"timestamp\":\"" + at
                + "\",\"sampledValue\":[{\"value\":\"" + wattHours
                + "\",\"measurand\":\"Energy.Active.Import.Register\",\"unit\":\"Wh\"},"
                + "{\"value\":\"0\",\"measurand\":\"Energy.Active.Export.Register\",\"unit\":\"Wh\"},"
                + "{\"value\":\"55\",\"measurand\":\"SoC\",\"unit\":\"Percent\"}]}]}";
    }
}
