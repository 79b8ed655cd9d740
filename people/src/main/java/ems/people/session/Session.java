package ems.people.session;

import java.time.Duration;
import java.time.Instant;

import ems.people.person.Person;

/**
 * Somebody who is logged in.
 *
 * @param openedAt when the person logged in
 * @param provedAt when the password was last asked for
 */
public record Session(Person person, Instant openedAt, Instant provedAt) {

    public static final Duration FRESH = Duration.ofMinutes(10);

    /** Whether the password was given lately enough for what is sensitive: else it is asked for again. */
    public boolean isFresh(Instant now) {
        return !now.isAfter(provedAt.plus(FRESH));
    }
}
