package ems.processes.bill;

import java.util.Set;
import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import ems.people.person.OwnParty;
import ems.people.role.Role;
import ems.people.trail.Trail;
import ems.processes.clock.GridTicker;
import ems.processes.grid.LiveGrids;
import ems.processes.login.Asker;
import ems.processes.login.CurrentAsker;
import ems.processes.members.MemberGrids;
import ems.processes.operations.OperatedGrid;
import ems.processes.operations.OrderRefused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whose bill an address means where a party's name stands in two grids: the same as for its key and its tokens. */
@QuarkusTest
class BillDoorTest {

    private static final String L1 = "prosumer:L1";

    @Inject
    LiveGrids grids;

    @Inject
    GridTicker ticking;

    @Inject
    Trail trail;

    private String here;
    private String there;

    @BeforeEach
    void open() {
        here = new OperatedGrid(grids, ticking).name();
        there = new OperatedGrid(grids, ticking).name();
    }

    private BillDoor of(Role role, String parties) {
        var mia = new Asker(Asker.Kind.PERSON, "mia", Set.of(role), OwnParty.parseAll(parties), true);
        var asker = new CurrentAsker(new CurrentVertxRequest()) {
            @Override
            public Asker get() {
                return mia;
            }
        };
        return new BillDoor(new MemberGrids(grids), asker, new Looks(trail));
    }

    @Test
    void whoever_sees_it_in_several_grids_says_which_one_is_meant() {
        for (var door : new BillDoor[] {of(Role.MEMBER, L1), of(Role.AUDITOR, "")}) {
            assertThatThrownBy(() -> door.found(L1, null))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("'grid' is missing", here, there, "?grid=");
            assertThat(door.found(L1, there).id().text()).isEqualTo(there);
        }
    }

    @Test
    void a_member_of_one_grid_needs_no_name_and_sees_nothing_of_the_other() {
        var mine = of(Role.MEMBER, there + "/" + L1);
        assertThat(mine.found(L1, null).id().text()).isEqualTo(there);
        assertThat(mine.found(L1, null).seesMoney()).isTrue();
        assertThatThrownBy(() -> mine.found(L1, here)).isInstanceOf(OrderRefused.class);
    }
}
