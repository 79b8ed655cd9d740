package ems.market.telemetry;

import java.time.Instant;

/**
 * A message that was refused, kept for an operator.
 *
 * @param door the route that refused it
 * @param receivedAt when it came in
 * @param text the message, at most its first 1,000 characters
 * @param reason why it was refused: value, unit and bound
 */
public record DeadLetter(String door, Instant receivedAt, String text, String reason) {

    private static final int KEPT = 1_000;

    public DeadLetter {
        text = text.length() <= KEPT ? text : text.substring(0, KEPT);
    }
}
