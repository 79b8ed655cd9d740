package ems.people.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

import ems.people.person.People;
import ems.people.person.PersonName;
import ems.people.person.ProvenPerson;
import ems.people.secret.Secret;
import ems.people.sql.PeopleTables;

/**
 * Sessions of people, in table {@code login_session}: the secret is in the person's cookie, its hash in the table. A session ends
 * after 30 minutes in which nobody did anything, after 12 hours in any case, and at once by log-out, by disabling the person or by a change of
 * roles or password.
 */
public final class Sessions {

    public static final Duration IDLE = Duration.ofMinutes(30);
    public static final Duration LONGEST = Duration.ofHours(12);

    /** Within this time a second request writes nothing. */
    private static final Duration NOTED_EVERY = Duration.ofMinutes(1);

    private final Jdbi database;
    private final People people;
    private final Clock clock;

    public Sessions(DataSource source, People people, Clock clock) {
        this.database = PeopleTables.in(source);
        this.people = people;
        this.clock = clock;
    }

    /**
     * Opens one for a person who has just given the password.
     *
     * @return empty if the password was changed, or the person disabled, while it was being checked
     */
    public Optional<Secret> open(ProvenPerson proven) {
        return open(
                proven.person().name(), clock.instant(), Optional.of(proven.by().phc()));
    }

    /**
     * Opens one for a person who comes by single sign-on.
     *
     * @param provedAt when the organisation last asked who it is
     * @return empty if the person is disabled
     */
    public Optional<Secret> open(PersonName name, Instant provedAt) {
        return open(name, provedAt, Optional.empty());
    }

    private Optional<Secret> open(PersonName name, Instant provedAt, Optional<String> phc) {
        var secret = Secret.random("");
        var now = clock.instant();
        int opened = database.inTransaction(handle -> {
            handle.createUpdate("delete from login_session where seen_at < :idle or opened_at < :longest")
                    .bind("idle", now.minus(IDLE))
                    .bind("longest", now.minus(LONGEST))
                    .execute();
            // the row is locked: whoever changes the person now waits, and then finds this session to end it
            var stands = handle.createQuery("select disabled, phc from person where name = :name for update")
                    .bind("name", name.text())
                    .map(row -> !row.getColumn("disabled", Boolean.class)
                            && phc.map(by -> by.equals(row.getColumn("phc", String.class)))
                                    .orElse(true))
                    .findOne()
                    .orElse(false);
            return stands ? insert(handle, secret, name, now, provedAt) : 0;
        });
        if (opened == 0) {
            return Optional.empty();
        }
        people.noteLogin(name);
        return Optional.of(secret);
    }

    private static int insert(Handle handle, Secret secret, PersonName name, Instant now, Instant provedAt) {
        return handle.createUpdate("""
                        insert into login_session (hash, person, opened_at, seen_at, proved_at)
                        values (:hash, :person, :now, :now, :proved)
                        """)
                .bind("hash", secret.hash())
                .bind("person", name.text())
                .bind("now", now)
                .bind("proved", provedAt)
                .execute();
    }

    /** Whoever's it is, if it has not ended; and it lasts on. */
    public Optional<Session> find(Secret secret) {
        return find(secret, true);
    }

    /** @param lastsOn whether somebody is there: what a page asks by itself, again and again, keeps no session alive */
    public Optional<Session> find(Secret secret, boolean lastsOn) {
        var now = clock.instant();
        var row = database.withHandle(handle -> handle.createQuery("""
                                select person, opened_at, seen_at, proved_at from login_session
                                where hash = :hash and seen_at >= :idle and opened_at >= :longest
                                """)
                .bind("hash", secret.hash())
                .bind("idle", now.minus(IDLE))
                .bind("longest", now.minus(LONGEST))
                .map(found -> new Row(
                        new PersonName(found.getColumn("person", String.class)),
                        found.getColumn("opened_at", Instant.class),
                        found.getColumn("seen_at", Instant.class),
                        found.getColumn("proved_at", Instant.class)))
                .findOne());
        var session = row.flatMap(known -> people.find(known.person())
                .filter(person -> !person.disabled())
                .map(person -> new Session(person, known.openedAt(), known.provedAt())));
        if (lastsOn
                && session.isPresent()
                && row.get().seenAt().plus(NOTED_EVERY).isBefore(now)) {
            stamp(secret, "seen_at", now);
        }
        return session;
    }

    /** The password of the session's person was asked for again, and fitted. */
    public void prove(Secret secret) {
        stamp(secret, "proved_at", clock.instant());
    }

    public void end(Secret secret) {
        database.useHandle(handle -> handle.createUpdate("delete from login_session where hash = :hash")
                .bind("hash", secret.hash())
                .execute());
    }

    /** @return how many there were */
    public int endAllOf(PersonName name) {
        return database.withHandle(handle -> handle.createUpdate("delete from login_session where person = :person")
                .bind("person", name.text())
                .execute());
    }

    /** How many each person has who has any. */
    public Map<PersonName, Long> countByPerson() {
        var now = clock.instant();
        return database.withHandle(handle -> handle
                .createQuery("""
                                select person, count(*) as sessions from login_session
                                where seen_at >= :idle and opened_at >= :longest group by person
                                """)
                .bind("idle", now.minus(IDLE))
                .bind("longest", now.minus(LONGEST))
                .map(row -> Map.entry(
                        new PersonName(row.getColumn("person", String.class)), row.getColumn("sessions", Long.class)))
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private void stamp(Secret secret, String column, Instant now) {
        database.useHandle(
                handle -> handle.createUpdate("update login_session set " + column + " = :now where hash = :hash")
                        .bind("now", now)
                        .bind("hash", secret.hash())
                        .execute());
    }

    private record Row(PersonName person, Instant openedAt, Instant seenAt, Instant provedAt) {}
}
