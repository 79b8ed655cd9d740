package ems.routes.telemetry;

import java.time.Instant;
import java.util.function.Predicate;

import ems.market.party.Party;

/**
 * A body as it came in at a door, on its way to be parsed; nothing else of the sender travels with it.
 *
 * @param door id of the route it came in by
 * @param mayReport for which parties the sender may report
 * @param body one message or several, in the format of the route it goes on by
 */
public record IncomingMessage(
        String door, GridIntake grid, Instant receivedAt, Predicate<Party> mayReport, byte[] body) {

    /** One whose sender may report for everybody. */
    public IncomingMessage(String door, GridIntake grid, Instant receivedAt, byte[] body) {
        this(door, grid, receivedAt, party -> true, body);
    }
}
