package ems.routes.telemetry;

import java.time.Instant;

/**
 * A body as it came in at a door, on its way to be parsed; nothing else of the sender travels with it.
 *
 * @param door id of the route it came in by
 * @param body one message or several, in the format of the route it goes on by
 */
public record IncomingMessage(String door, GridIntake grid, Instant receivedAt, byte[] body) {}
