package ems.routes.ocpp.station;

import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.databind.node.ObjectNode;

import ems.routes.ocpp.frame.OcppVersion;

/** A station that is connected now. */
public interface StationLink {

    String station();

    OcppVersion version();

    /**
     * Calls the station once it has answered the calls before: it has one call of ours open at a time.
     *
     * @return on a thread that may wait, its answer; or a failure with a {@link StationFailure}: it refuses, is gone, stays silent, or has too many calls waiting
     */
    CompletionStage<ObjectNode> call(String action, ObjectNode payload);
}
