package ems.routes.mqtt;

import java.time.Instant;

/**
 * A message as the broker gave it.
 *
 * @param payload of one that is too long, only its beginning
 * @param bytes how long the payload was
 * @param retained the broker kept it: it tells nothing of now
 * @param comesAgain the broker gives it again on another line, unless it is acknowledged on this one
 * @param at when it came in, by the clock of the wired grid
 * @param acknowledge says to the broker that it may forget the message
 */
record Arrival(
        String topic,
        byte[] payload,
        int bytes,
        boolean retained,
        boolean comesAgain,
        Instant at,
        Runnable acknowledge) {

    /** What it takes in memory, about, in bytes. */
    long weight() {
        return 2L * topic.length() + payload.length;
    }
}
