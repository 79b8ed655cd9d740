package ems.routes.mqtt;

import ems.market.party.GridId;
import ems.market.telemetry.DeadLetter;
import ems.market.telemetry.DeadLetters;
import ems.routes.telemetry.IncomingMessage.Body;
import ems.routes.wiring.WiredMessage.Judged;

/** What is to be kept of a message, once it is understood. */
sealed interface Intent {

    /** Goes on by the route of meter readings. */
    record Readings(GridId grid, Body body) implements Intent {}

    /** Goes on by the route of vehicles' reports. */
    record Statuses(GridId grid, Body body) implements Intent {}

    /** What is known of a wired home's powers. */
    record Judgement(GridId grid, Judged judged) implements Intent {}

    record Letter(DeadLetters box, DeadLetter letter) implements Intent {}
}
