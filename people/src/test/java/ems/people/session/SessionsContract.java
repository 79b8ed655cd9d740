package ems.people.session;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import ems.people.TestClock;
import ems.people.person.NewPassword;
import ems.people.person.People;
import ems.people.person.PersonName;
import ems.people.role.Role;
import ems.people.secret.Secret;

import static org.assertj.core.api.Assertions.assertThat;

/** What sessions must do on each database. */
public abstract class SessionsContract {

    private static final PersonName ADA = new PersonName("ada");
    private static final PersonName OLGA = new PersonName("olga");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final TestClock clock = new TestClock();
    private DataSource database;
    private People people;
    private Sessions sessions;

    protected abstract DataSource emptyDatabase();

    @BeforeEach
    void twoPeople() {
        database = emptyDatabase();
        people = new People(database, clock);
        people.add(ADA, NewPassword.of(ADA, "four words in mind"), Set.of(Role.ADMIN), Set.of());
        people.add(OLGA, NewPassword.of(OLGA, "four words in mind"), Set.of(Role.OPERATOR), Set.of());
        sessions = new Sessions(database, people, clock);
    }

    private Secret opened(PersonName name) {
        return sessions.open(name, clock.instant()).orElseThrow();
    }

    private boolean holds(Secret secret) {
        return sessions.find(secret).isPresent();
    }

    @Test
    void aSessionIsFoundByItsSecretAlone() {
        var secret = opened(OLGA);
        assertThat(sessions.find(secret).orElseThrow().person().name()).isEqualTo(OLGA);
        assertThat(holds(new Secret("another"))).isFalse();
        assertThat(holds(new Secret(secret.hash()))).isFalse();
        assertThat(people.find(OLGA).orElseThrow().lastLogin())
                .contains(clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    @Test
    void theSecretIsNotKept() {
        var secret = opened(OLGA);
        var kept = Jdbi.create(database)
                .withHandle(handle -> handle.createQuery("select * from login_session")
                        .mapToMap()
                        .list());
        assertThat(kept).hasSize(1);
        assertThat(kept.toString()).contains(secret.hash()).doesNotContain(secret.text());
    }

    @Test
    void aSessionEndsAfterHalfAnHourWithoutARequest() {
        var secret = opened(OLGA);
        clock.move(Sessions.IDLE.minus(SECOND));
        assertThat(holds(secret)).isTrue();
        clock.move(Sessions.IDLE.minus(SECOND));
        assertThat(holds(secret)).isTrue();
        clock.move(Sessions.IDLE.plus(SECOND));
        assertThat(holds(secret)).isFalse();
    }

    @Test
    void aSessionEndsAfterTwelveHoursHoweverBusy() {
        var secret = opened(OLGA);
        for (var spent = Duration.ZERO; spent.compareTo(Sessions.LONGEST) < 0; spent = spent.plusMinutes(20)) {
            assertThat(holds(secret)).isTrue();
            clock.move(Duration.ofMinutes(20));
        }
        clock.move(SECOND);
        assertThat(holds(secret)).isFalse();
    }

    @Test
    void logOutEndsOneSessionAtOnce() {
        var here = opened(OLGA);
        var there = opened(OLGA);
        assertThat(sessions.countByPerson()).isEqualTo(Map.of(OLGA, 2L));
        sessions.end(here);
        assertThat(holds(here)).isFalse();
        assertThat(holds(there)).isTrue();
        assertThat(sessions.endAllOf(OLGA)).isEqualTo(1);
        assertThat(holds(there)).isFalse();
    }

    @Test
    void whateverChangesThePersonEndsAllSessionsAtOnce() {
        var first = opened(OLGA);
        people.giveRoles(OLGA, Set.of(Role.AUDITOR), Set.of(), token -> {});
        assertThat(holds(first)).isFalse();
        var second = opened(OLGA);
        people.setPassword(OLGA, NewPassword.of(OLGA, "four other words"));
        assertThat(holds(second)).isFalse();
        var third = opened(OLGA);
        var admins = opened(ADA);
        people.disable(OLGA, token -> {});
        assertThat(holds(third)).isFalse();
        people.enable(OLGA);
        assertThat(holds(third)).isFalse();
        assertThat(holds(admins)).isTrue();
    }

    @Test
    void tenMinutesAfterThePasswordItIsAskedForAgain() {
        var secret = opened(OLGA);
        clock.move(Duration.ofMinutes(9));
        assertThat(isFresh(secret)).isTrue();
        clock.move(Duration.ofMinutes(1).plus(SECOND));
        assertThat(isFresh(secret)).isFalse();
        sessions.prove(secret);
        assertThat(isFresh(secret)).isTrue();
    }

    private boolean isFresh(Secret secret) {
        return sessions.find(secret).orElseThrow().isFresh(clock.instant());
    }

    @Test
    void whatAPageAsksByItselfKeepsNoSessionAlive() {
        var secret = opened(OLGA);
        clock.move(Sessions.IDLE.minus(SECOND));
        assertThat(sessions.find(secret, false)).isPresent();
        clock.move(Duration.ofSeconds(2));
        assertThat(sessions.find(secret, false)).isEmpty();
        assertThat(holds(secret)).isFalse();
    }

    @Test
    void aPasswordThatWasChangedWhileItWasCheckedOpensNothing() {
        var proven = people.logIn("olga", "four words in mind").orElseThrow();
        people.setPassword(OLGA, NewPassword.of(OLGA, "four other words"));
        assertThat(sessions.open(proven)).isEmpty();
        var again = people.logIn("olga", "four other words").orElseThrow();
        people.disable(OLGA, token -> {});
        assertThat(sessions.open(again)).isEmpty();
        people.enable(OLGA);
        assertThat(sessions.open(again)).isPresent();
        assertThat(sessions.countByPerson()).isEqualTo(Map.of(OLGA, 1L));
    }
}
