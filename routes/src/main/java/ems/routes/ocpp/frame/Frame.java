package ems.routes.ocpp.frame;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One message of OCPP-J, in either direction. */
public sealed interface Frame {

    /** What a call and its answer have in common. */
    String id();

    /** {@code [2, id, action, payload]}. */
    record Call(String id, String action, ObjectNode payload) implements Frame {}

    /** {@code [3, id, payload]}. */
    record Answer(String id, ObjectNode payload) implements Frame {}

    /** {@code [4, id, code, description, details]}: the other side does not do what it was called for. */
    record Refusal(String id, String code, String description) implements Frame {}

    /** A frame whose type only a later version has: it is not answered. */
    record Unheard(String id) implements Frame {}
}
