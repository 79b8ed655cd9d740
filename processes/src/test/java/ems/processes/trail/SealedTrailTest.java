package ems.processes.trail;

import java.util.Comparator;
import java.util.List;
import javax.sql.DataSource;
import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import ems.market.record.TrailSeal;
import ems.people.trail.Act;
import ems.people.trail.Trail;
import ems.people.trail.TrailLine;
import ems.processes.clock.GridTicker;
import ems.processes.grid.LiveGrids;
import ems.processes.operations.OperatedGrid;

import static ems.processes.operations.OperatedGrid.NOON;
import static org.assertj.core.api.Assertions.assertThat;

/** Who writes the trail anew, hashes and all, has no ledger that agrees. */
@QuarkusTest
class SealedTrailTest {

    private static final int ALL = 1_000;

    @Inject
    LiveGrids grids;

    @Inject
    GridTicker ticking;

    @Inject
    Trail trail;

    @Inject
    SealedTrail sealed;

    @Inject
    DataSource database;

    private OperatedGrid grid;
    private List<TrailLine> before;

    @BeforeEach
    void twoPeopleActInTwoPeriods() {
        grid = new OperatedGrid(grids, ticking);
        trail.add(new Act("olga", "pause", grid.name(), "the transformer is hot"));
        grid.tick(NOON.start().plusSeconds(3));
        trail.add(new Act("olga", "resume", grid.name(), "it has cooled down"));
        grid.sells(NOON.next());
        grid.runs(NOON.next());
        before = trail.latest(ALL);
    }

    /** Other tests go on from this trail. */
    @AfterEach
    void asItWas() {
        Jdbi.create(database).useHandle(sql -> {
            sql.execute(
                    "delete from trail where number > ?",
                    before.get(before.size() - 1).number() - 1);
            before.stream()
                    .sorted(Comparator.comparing(TrailLine::number))
                    .forEach(line -> sql.execute(
                            "insert into trail (number, at, person, did, what, reason, previous, hash)"
                                    + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                            line.number(),
                            line.at(),
                            line.act().person(),
                            line.act().did(),
                            line.act().what(),
                            line.act().reason(),
                            line.previous(),
                            line.hash()));
        });
        assertThat(trail.firstWrong()).isEmpty();
    }

    private List<TrailSeal> seals(int period) {
        var key = period == 0 ? NOON : NOON.next();
        return grid.live().journal().read(grid.live().key(key)).all(TrailSeal.class);
    }

    private void cutFrom(long number) {
        Jdbi.create(database).useHandle(sql -> sql.execute("delete from trail where number >= ?", number));
    }

    @Test
    void ledgerAndTrailAgree() {
        var found = sealed.now();
        assertThat(found.firstWrong()).as(found.why()).isZero();
        assertThat(found.sealedUpTo()).isEqualTo(found.lines());
        assertThat(found.seals()).isGreaterThanOrEqualTo(2);
        assertThat(seals(1)).containsExactly(new TrailSeal(found.lines(), found.head()));
    }

    @Test
    void aPeriodInWhichNobodyActedSealsNothing() {
        var third = NOON.next().next();
        grid.sells(third);
        grid.runs(third);
        assertThat(grid.live()
                        .ledger()
                        .head(grid.live().setup().grid())
                        .orElseThrow()
                        .key()
                        .period())
                .isEqualTo(third);
        assertThat(grid.live().journal().read(grid.live().key(third)).all(TrailSeal.class))
                .isEmpty();
    }

    @Test
    void aTrailThatIsWrittenAnewIsNamedByItsFirstSealThatDisagrees() {
        long last = seals(1).get(0).number();
        cutFrom(last);
        trail.add(new Act("eve", "resume", grid.name(), "it has cooled down"));

        assertThat(trail.firstWrong()).as("in itself it is whole").isEmpty();
        var found = sealed.now();
        assertThat(found.firstWrong()).isEqualTo(last);
        assertThat(found.why())
                .contains("the ledger of grid " + grid.name() + " holds this line with another hash, since "
                        + NOON.next())
                .contains("up to line " + seals(0).get(0).number() + " the trail is as ledgers hold it");
    }

    @Test
    void linesThatAreCutOffTheEndAreMissed() {
        long last = seals(1).get(0).number();
        cutFrom(last);
        assertThat(sealed.now().firstWrong()).isEqualTo(last);
    }

    @Test
    void aLineThatIsChangedIsNamedItself() {
        long first = seals(0).get(0).number();
        Jdbi.create(database)
                .useHandle(sql -> sql.execute("update trail set reason = 'no reason' where number = ?", first));
        var found = sealed.now();
        assertThat(found.firstWrong()).isEqualTo(first);
        assertThat(found.why()).contains("it was changed");
    }
}
