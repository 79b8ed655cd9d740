package ems.processes.guard;

import java.time.Clock;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import ems.people.person.NewPassword;
import ems.people.person.OwnParty;
import ems.people.person.People;
import ems.people.person.PersonName;
import ems.people.token.ApiTokens;
import ems.people.trail.Trail;
import ems.processes.Database;

import static org.assertj.core.api.Assertions.assertThat;

/** A market is locked from its first person on, and what was got without a login before ends then. */
class MarketLockTest {

    private static final PersonName ADA = new PersonName("ada");
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void tokensOfSomebodyAtThisMachineEndWithTheFirstPerson() {
        var database = Database.inMemory();
        var people = new People(database, Clock.systemUTC());
        var tokens = new ApiTokens(database, Clock.systemUTC());
        var trail = new Trail(database, Clock.systemUTC());
        var lock = new MarketLock(people, tokens, trail, "127.0.0.1", true);
        var home = OwnParty.parseAll("demo/prosumer:L1");
        var testers = tokens.issue("L1.agent", home, DAY, MarketLock.SOMEBODY);
        var commands = tokens.issue("gateway-3", home, DAY, "command");
        lock.look();
        assertThat(lock.isLocked()).isFalse();
        assertThat(tokens.find(testers)).as("nobody is set up yet").isPresent();
        people.addFirst(ADA, NewPassword.of(ADA, "four words in mind"));
        lock.look();
        lock.look();
        assertThat(lock.isLocked()).isTrue();
        assertThat(tokens.find(testers)).isEmpty();
        assertThat(tokens.find(commands)).isPresent();
        assertThat(trail.latest(9)).singleElement().satisfies(line -> {
            assertThat(line.act().did()).isEqualTo("end tokens");
            assertThat(line.act().what()).isEqualTo("L1.agent");
        });
    }
}
