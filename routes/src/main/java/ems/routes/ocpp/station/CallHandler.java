package ems.routes.ocpp.station;

import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.databind.node.ObjectNode;

import ems.routes.ocpp.frame.CallRefused;
import ems.routes.ocpp.frame.Frame.Call;

/**
 * Answers what stations call for. A call may come twice, on purpose or not: the second time it changes nothing more.
 */
public interface CallHandler {

    /**
     * On a thread that may wait, one call of a station at a time, in the order in which they came in.
     *
     * @return the answer, once what the call tells is kept
     * @throws CallRefused if it is wrong
     */
    CompletionStage<ObjectNode> answer(StationLink station, Call call);

    /** A station has connected. */
    default void connected(StationLink station) {}

    default void gone(StationLink station) {}

    /**
     * Somebody who said to be the station was not let in. On a thread that may wait.
     *
     * @param why in words
     */
    default void denied(String station, String why) {}
}
