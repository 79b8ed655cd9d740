package ems.processes.own;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import ems.people.person.OwnParty;
import ems.people.role.Role;
import ems.people.token.ApiToken;
import ems.people.token.ApiTokens;
import ems.processes.clock.GridTicker;
import ems.processes.grid.LiveGrids;
import ems.processes.login.Asker;
import ems.processes.login.CurrentAsker;
import ems.processes.members.MemberGrids;
import ems.processes.operations.OperatedGrid;
import ems.processes.operations.OrderRefused;
import ems.processes.operations.Reason;
import ems.processes.people.IssuingTokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a member may order of a party whose name stands in two grids. */
@QuarkusTest
class OwnAccessTest {

    private static final String L1 = "prosumer:L1";
    private static final Reason BECAUSE = Reason.given("a test");

    @Inject
    LiveGrids grids;

    @Inject
    GridTicker ticking;

    @Inject
    ApiTokens tokens;

    @Inject
    IssuingTokens issuing;

    private String here;
    private String there;

    @BeforeEach
    void open() {
        here = new OperatedGrid(grids, ticking).name();
        there = new OperatedGrid(grids, ticking).name();
    }

    private OwnParties of(String... parties) {
        var mia = new Asker(
                Asker.Kind.PERSON, "mia", Set.of(Role.MEMBER), OwnParty.parseAll(String.join(",", parties)), true);
        return new OwnParties(new MemberGrids(grids), new CurrentAsker(new CurrentVertxRequest()) {
            @Override
            public Asker get() {
                return mia;
            }
        });
    }

    /** As an operator does. */
    private String issued(String... parties) {
        var name = "device-of-" + here + "-" + tokens.all().size();
        tokens.issue(name, OwnParty.parseAll(String.join(",", parties)), Duration.ofDays(1), "olga");
        return name;
    }

    private boolean isRevoked(String name) {
        return tokens.all().stream()
                .filter(token -> token.name().equals(name))
                .map(ApiToken::revokedAt)
                .findFirst()
                .orElseThrow()
                .isPresent();
    }

    private void revoke(OwnParties.Own own, String name) {
        new OwnTokens(issuing).revoke(own, name, BECAUSE);
    }

    @Test
    void whoever_speaks_for_it_in_several_grids_says_which_one_is_meant() {
        var both = of(L1);
        assertThatThrownBy(() -> both.found(L1, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("'grid' is missing", here, there);
        assertThatThrownBy(() -> both.proved(L1, "")).hasMessageContaining("'grid' is missing");
        assertThat(both.found(L1, there).name().text()).isEqualTo(there + "/" + L1);
    }

    @Test
    void a_member_of_one_grid_needs_no_name_and_has_nothing_in_the_other() {
        var mine = of(here + "/" + L1);
        assertThat(mine.found(L1, null).name().text()).isEqualTo(here + "/" + L1);
        assertThatThrownBy(() -> mine.found(L1, there)).isInstanceOf(OrderRefused.class);
    }

    @Test
    void a_token_for_the_name_in_each_grid_is_not_for_a_member_of_one_to_end() {
        var everywhere = issued(L1);
        var mine = of(here + "/" + L1).found(L1, null);
        assertThat(new OwnTokens(issuing).of(mine))
                .filteredOn(token -> token.name().equals(everywhere))
                .singleElement()
                .satisfies(token -> assertThat(token.whyNot())
                        .hasValueSatisfying(why -> assertThat(why).contains("ask the operator")));
        assertThatThrownBy(() -> revoke(mine, everywhere))
                .isInstanceOf(OrderRefused.class)
                .hasMessageContaining("ask the operator");
        assertThat(isRevoked(everywhere)).isFalse();
        revoke(of(L1).found(L1, here), everywhere);
        assertThat(isRevoked(everywhere)).isTrue();
    }

    @Test
    void a_token_for_the_own_party_alone_is_and_one_of_the_other_grid_is_not_there() {
        var mine = of(here + "/" + L1).found(L1, null);
        var own = issued(here + "/" + L1);
        var foreign = issued(there + "/" + L1);
        assertThatThrownBy(() -> revoke(mine, foreign)).hasMessageContaining("No token '" + foreign + "' speaks for");
        revoke(mine, own);
        assertThat(List.of(isRevoked(own), isRevoked(foreign))).containsExactly(true, false);
    }
}
