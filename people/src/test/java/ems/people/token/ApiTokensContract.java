package ems.people.token;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;

import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import ems.people.TestClock;
import ems.people.person.EndingToken;
import ems.people.person.NewPassword;
import ems.people.person.OwnParty;
import ems.people.person.People;
import ems.people.person.PersonName;
import ems.people.role.Role;
import ems.people.secret.Secret;
import ems.people.trail.Act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What tokens of devices must do on each database. */
public abstract class ApiTokensContract {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Set<OwnParty> L1 = OwnParty.parseAll("prosumer:L1");
    private static final OwnParty DEMO_L1 = OwnParty.parse("demo/prosumer:L1");
    private static final PersonName MIA = new PersonName("mia");
    private static final PersonName NEXT = new PersonName("next");
    private static final String PASSWORD = "four words in mind";

    private final TestClock clock = new TestClock();
    private final List<EndingToken> ended = new ArrayList<>();
    private DataSource database;
    private ApiTokens tokens;

    protected abstract DataSource emptyDatabase();

    @BeforeEach
    void noToken() {
        database = emptyDatabase();
        tokens = new ApiTokens(database, clock);
    }

    private void refused(String name, Set<OwnParty> parties, Duration lasting, String... why) {
        assertThatThrownBy(() -> tokens.issue(name, parties, lasting, "olga"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(why);
    }

    @Test
    void aTokenSpeaksForItsPartiesUntilItExpires() {
        var meters = OwnParty.parseAll("demo/prosumer:L1,demo/prosumer:L2");
        var token = tokens.issue("gateway-3", meters, DAY, "olga");
        assertThat(token.text()).startsWith("ems_");
        clock.move(DAY.minusMillis(1));
        assertThat(tokens.find(token).orElseThrow().parties()).isEqualTo(meters);
        clock.move(Duration.ofMillis(1));
        assertThat(tokens.find(token)).isEmpty();
        assertThat(tokens.all()).extracting(ApiToken::name).containsExactly("gateway-3");
    }

    @Test
    void aRevokedTokenEndsAtOnce() {
        var token = tokens.issue("gateway-3", L1, DAY, "olga");
        var other = tokens.issue("gateway-4", L1, DAY, "olga");
        tokens.revoke("gateway-3");
        assertThat(tokens.find(token)).isEmpty();
        assertThat(tokens.find(other)).isPresent();
        assertThatThrownBy(() -> tokens.revoke("gateway-5")).hasMessageContaining("gateway-5");
    }

    @Test
    void whatSomebodyIssuedEndsAtOnce() {
        var one = tokens.issue("gateway-3", L1, DAY, "olga");
        var figures = tokens.issueForFigures("figures", DAY, "olga");
        var other = tokens.issue("gateway-4", L1, DAY, "ada");
        tokens.endAllOf("olga");
        assertThat(tokens.find(one)).isEmpty();
        assertThat(tokens.find(figures)).isEmpty();
        assertThat(tokens.find(other)).isPresent();
        var ends = tokens.all().stream().map(ApiToken::revokedAt).toList();
        clock.move(Duration.ofMinutes(1));
        tokens.endAllOf("olga");
        assertThat(tokens.all()).as("for good").extracting(ApiToken::revokedAt).isEqualTo(ends);
    }

    @Test
    void aMembersTokenEndsWithTheRightToItsParty() {
        endsWith(people -> people.giveRoles(MIA, Set.of(Role.MEMBER), OwnParty.parseAll("prosumer:L2"), ended::add));
        endsWith(people ->
                people.giveRoles(MIA, Set.of(Role.MEMBER), OwnParty.parseAll("north/prosumer:L1"), ended::add));
        endsWith(people -> people.giveRoles(MIA, Set.of(Role.ANALYST), L1, ended::add));
        endsWith(people -> people.disable(MIA, ended::add));
    }

    /** For good: who comes back issues others. What others issued goes on. */
    private void endsWith(Consumer<People> change) {
        noToken();
        ended.clear();
        var people = people();
        var own = tokens.issueAsMember("L1.meter", Set.of(DEMO_L1), DAY, MIA);
        var operators = tokens.issue("gateway-3", L1, DAY, "olga");
        assertThat(tokens.find(own).orElseThrow().parties()).containsExactly(DEMO_L1);
        change.accept(people);
        assertThat(tokens.find(own)).isEmpty();
        assertThat(ended)
                .extracting(token -> token.endedBy("ada"))
                .containsExactly(new Act(
                        "ada",
                        "end token",
                        "L1.meter for demo/prosumer:L1",
                        "mia, who issued it, may not speak for that party any more"));
        people.enable(MIA);
        people.giveRoles(MIA, Set.of(Role.MEMBER), L1, ended::add);
        assertThat(tokens.find(own)).isEmpty();
        assertThat(tokens.find(operators)).isPresent();
        assertThat(tokens.find(tokens.issueAsMember("L1.meter-2", Set.of(DEMO_L1), DAY, MIA)))
                .isPresent();
    }

    @Test
    void aMembersTokenStaysWhereTheRightStays() {
        var people = people();
        var own = tokens.issueAsMember("L1.meter", Set.of(DEMO_L1), DAY, MIA);
        people.setPassword(MIA, NewPassword.of(MIA, "four other words"));
        people.giveRoles(MIA, Set.of(Role.MEMBER, Role.ANALYST), Set.of(DEMO_L1), ended::add);
        people.add(NEXT, NewPassword.of(NEXT, PASSWORD), Set.of(Role.MEMBER), L1);
        people.disable(NEXT, ended::add);
        assertThat(tokens.find(own)).isPresent();
        assertThat(ended).isEmpty();
    }

    @Test
    void whoIsNoMemberIssuesNone() {
        people();
        assertThatThrownBy(() -> tokens.issueAsMember("L2.meter", Set.of(OwnParty.parse("demo/prosumer:L2")), DAY, MIA))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("mia is no member for demo/prosumer:L2 any more");
        assertThatThrownBy(() -> tokens.issueAsMember("L1.meter", Set.of(DEMO_L1), DAY, NEXT))
                .hasMessageContaining("next is no member");
        assertThat(tokens.all()).isEmpty();
    }

    /** Mia speaks for home L1, in whichever grid. */
    private People people() {
        var people = new People(database, clock);
        people.add(MIA, NewPassword.of(MIA, PASSWORD), Set.of(Role.MEMBER), L1);
        return people;
    }

    @Test
    void theTokenIsNotKept() {
        var token = tokens.issue("gateway-3", L1, DAY, "olga");
        var kept = Jdbi.create(database)
                .withHandle(handle ->
                        handle.createQuery("select * from api_token").mapToMap().list());
        assertThat(kept.toString()).contains(token.hash()).doesNotContain(token.text());
        assertThat(tokens.find(new Secret(token.hash()))).isEmpty();
    }

    @Test
    void aTokenForFiguresSpeaksForNobody() {
        var token = tokens.issueForFigures("prometheus", DAY, "olga");
        var known = tokens.find(token).orElseThrow();
        assertThat(known.parties()).isEmpty();
        assertThat(known.role()).isEqualTo(Role.MONITOR);
        assertThat(tokens.find(tokens.issue("gateway-3", L1, DAY, "olga"))
                        .orElseThrow()
                        .role())
                .isEqualTo(Role.DEVICE);
        assertThatThrownBy(() -> tokens.issueForFigures("prometheus", DAY, "olga"))
                .hasMessageContaining("already");
        tokens.revoke("prometheus");
        assertThat(tokens.find(token)).isEmpty();
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        tokens.issue("gateway-3", L1, DAY, "olga");
        refused("gateway-3", L1, DAY, "gateway-3", "already");
        refused("gateway 4", L1, DAY, "1 to 60");
        refused("gateway-4", Set.of(), DAY, "at least one party");
        refused("gateway-4", L1, Duration.ZERO, "1 to 1098 days");
        refused("gateway-4", L1, Duration.ofDays(1099), "1 to 1098 days");
        assertThat(tokens.all()).hasSize(1);
    }
}
