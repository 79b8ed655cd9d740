package ems.routes.telemetry;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

import ems.market.party.Party;

/**
 * What came in at a door, on its way to be parsed; nothing else of the senders travels with it.
 *
 * @param door id of the route it came in by
 * @param bodies what is kept together, all of it or nothing; in the order in which it came
 */
public record IncomingMessage(String door, GridIntake grid, Instant receivedAt, List<Body> bodies) {

    /**
     * What one sender sent.
     *
     * @param origin what a refusal begins with, such as the topic; empty where the door says enough
     * @param mayReport for which parties the sender may report
     * @param bytes one message or several, in the format of the route it goes on by
     */
    public record Body(String origin, Predicate<Party> mayReport, byte[] bytes) {}

    /** One body. @param mayReport for which parties its sender may report */
    public IncomingMessage(String door, GridIntake grid, Instant receivedAt, Predicate<Party> mayReport, byte[] body) {
        this(door, grid, receivedAt, List.of(new Body("", mayReport, body)));
    }

    /** One body, whose sender may report for everybody. */
    public IncomingMessage(String door, GridIntake grid, Instant receivedAt, byte[] body) {
        this(door, grid, receivedAt, party -> true, body);
    }
}
