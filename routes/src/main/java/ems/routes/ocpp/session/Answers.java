package ems.routes.ocpp.session;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.databind.node.ObjectNode;

import ems.routes.ocpp.frame.FrameText;
import ems.routes.ocpp.station.StationLink;
import ems.routes.ocpp.value.CallPayload;

/** Answers that are said in more than one place. */
final class Answers {

    private static final String STATUS = "status";

    private Answers() {}

    /** What is done for one action. */
    @FunctionalInterface
    interface Action {
        CompletionStage<ObjectNode> of(StationLink station, CallPayload call);
    }

    static ObjectNode nothing() {
        return FrameText.object();
    }

    static ObjectNode status(String word) {
        return FrameText.object().put(STATUS, word);
    }

    /** An object that holds a status. */
    static ObjectNode status(String field, String word) {
        return FrameText.object().set(field, status(word));
    }

    static Action always(String word) {
        return (station, call) -> at(status(word));
    }

    /** An empty answer. */
    static Action heard() {
        return (station, call) -> at(nothing());
    }

    static CompletionStage<ObjectNode> at(ObjectNode answer) {
        return CompletableFuture.completedFuture(answer);
    }

    static CompletionStage<ObjectNode> after(CompletionStage<Void> kept, ObjectNode answer) {
        return kept.thenApply(done -> answer);
    }
}
