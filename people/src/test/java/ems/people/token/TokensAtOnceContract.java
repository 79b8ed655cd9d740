package ems.people.token;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;

import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import ems.people.HeldCommits;
import ems.people.TestClock;
import ems.people.person.EndingToken;
import ems.people.person.NewPassword;
import ems.people.person.OwnParty;
import ems.people.person.People;
import ems.people.person.PersonName;
import ems.people.role.Role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A member issues a token on one connection while the right to it ends on another: whichever is first, no token outlives the right. */
public abstract class TokensAtOnceContract {

    private static final Duration DAY = Duration.ofDays(1);
    private static final OwnParty L1 = OwnParty.parse("demo/prosumer:L1");
    private static final PersonName MIA = new PersonName("mia");

    private final TestClock clock = new TestClock();
    private final List<EndingToken> ended = new ArrayList<>();
    private final AtomicReference<CompletableFuture<Void>> other = new AtomicReference<>();
    private DataSource database;

    protected abstract DataSource emptyDatabase();

    /** Counts the connections that wait for a lock of another. */
    protected abstract String waiting();

    @BeforeEach
    void miaIsAMember() {
        database = emptyDatabase();
        new People(database, clock)
                .add(MIA, NewPassword.of(MIA, "four words in mind"), Set.of(Role.MEMBER), Set.of(L1));
    }

    @Test
    void aTokenThatIsIssuedFirstEndsWithTheRight() {
        issue(whileThis(() -> disable(database)));
        other.get().join();
        assertThat(ended).extracting(EndingToken::name).containsExactly("L1.meter");
        assertThat(new ApiTokens(database, clock).all())
                .singleElement()
                .satisfies(token -> assertThat(token.holdsAt(clock.instant())).isFalse());
    }

    @Test
    void noTokenIsIssuedOnceTheRightHasEnded() {
        disable(whileThis(() -> issue(database)));
        assertThatThrownBy(() -> other.get().join())
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining("mia is no member for demo/prosumer:L1 any more");
        assertThat(new ApiTokens(database, clock).all()).isEmpty();
    }

    private void issue(DataSource on) {
        new ApiTokens(on, clock).issueAsMember("L1.meter", Set.of(L1), DAY, MIA);
    }

    private void disable(DataSource on) {
        new People(on, clock).disable(MIA, ended::add);
    }

    /** A connection that keeps what it has done to itself until the other work waits for it. */
    private DataSource whileThis(Runnable work) {
        return HeldCommits.of(database, () -> {
            other.set(CompletableFuture.runAsync(work));
            while (!isAnyWaiting()) {
                assertThat(other.get()).as("it waits for the first").isNotDone();
                Thread.onSpinWait();
            }
        });
    }

    private boolean isAnyWaiting() {
        return Jdbi.create(database)
                        .withHandle(sql ->
                                sql.createQuery(waiting()).mapTo(long.class).one())
                > 0;
    }
}
