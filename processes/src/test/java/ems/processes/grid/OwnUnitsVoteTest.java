package ems.processes.grid;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import ems.ledger.chain.Head;
import ems.ledger.tree.Sha256;
import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.EntryLines;
import ems.market.record.Validators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Units whose keys are in the market's process follow its settings: they vote by themselves. */
@Timeout(60)
class OwnUnitsVoteTest {

    private static final GridId GRID = new GridId("home");
    private static final Instant FIRST = Instant.parse("2026-01-31T12:00:00Z");

    @TempDir
    Path data;

    private Head head = Head.BLANK;

    private RoadSideUnits units(int here, int quorum) {
        return new RoadSideUnits(
                new InstallationKeys(data),
                grid -> Optional.empty(),
                here,
                quorum,
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(1));
    }

    private void seal(Validators named) {
        var period = new MatchingPeriod(FIRST.plusSeconds(60 * head.log().size()));
        head = head.next(new PeriodKey(GRID, period), List.of(named), EntryLines.of(List.of(named)), new Sha256())
                .head();
    }

    private void opened(int here, int quorum) {
        seal(units(here, quorum).named(GRID).orElseThrow());
    }

    private Validators signing() {
        return head.state().registered().validators().orElseThrow();
    }

    /** The contract takes their votes. */
    private void change(int here, int quorum) {
        var units = units(here, quorum);
        units.refuseTooFewOf(signing(), GRID);
        var now = head.state().registered();
        seal(Stream.generate(() -> units.voted(GRID, now))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow());
        assertThat(signing()).isEqualTo(units.named(GRID).orElseThrow());
        assertThat(units.voted(GRID, head.state().registered())).isEmpty();
    }

    @Test
    void moreOfThemSignWhenTheSettingsSaySo() {
        opened(3, 2);
        change(4, 3);
        assertThat(signing().keys()).hasSize(4);
        assertThat(signing().quorum()).isEqualTo(3);
    }

    @Test
    void thoseThatShallSignNoMoreVoteOnceMore() {
        opened(4, 3);
        change(1, 1);
        assertThat(signing().keys()).hasSize(1);
        change(4, 3);
        assertThat(signing().keys()).hasSize(4);
    }

    @Test
    void keysThatAreNotHereHaveNoVote() {
        opened(3, 2);
        var elsewhere = new RoadSideUnits(
                new InstallationKeys(data.resolve("other")),
                grid -> Optional.empty(),
                3,
                2,
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> elsewhere.refuseTooFewOf(signing(), GRID))
                .withMessageContainingAll("are signed by 2 of 3 road-side units", "the keys of 0 are in");
    }
}
