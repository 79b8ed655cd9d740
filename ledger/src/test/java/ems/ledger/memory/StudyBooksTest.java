package ems.ledger.memory;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.ledger.fixture.DemoMarket;
import ems.ledger.verify.LedgerVerifier;
import ems.ledger.verify.Verification.Verified;
import ems.market.ledger.AnchorUnavailable;
import ems.market.ledger.BlockHeader;
import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.Price;
import ems.market.record.Abandonment;
import ems.market.record.AgreedPrice;
import ems.market.record.DirectMatch;
import ems.market.record.MatchId;
import ems.market.record.RuleReference;
import ems.market.record.SettlementLine;
import ems.market.record.Step;
import ems.market.record.VehicleStanding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StudyBooksTest {

    private static final VehicleId EV1 = new VehicleId("EV1");

    @TempDir
    Path folder;

    private final List<BlockHeader> published = new ArrayList<>();
    private final StudyBooks books = new StudyBooks(DemoMarket.GRID, OutputStream.nullOutputStream(), published::add);
    private final DemoMarket demo = new DemoMarket(3, 2, 1, books, books).open();

    @Test
    void aRunExportsALedgerThatVerifies() throws IOException {
        export(folder);
        assertThat(LedgerVerifier.of(folder)).isInstanceOfSatisfying(Verified.class, found -> {
            assertThat(found.blocks()).isEqualTo(41);
            assertThat(found.unanchored()).isZero();
        });
    }

    @Test
    void theSameRunGivesTheSameBytes() throws IOException {
        export(folder.resolve("one"));
        export(folder.resolve("two"));
        export(folder.resolve("two"));
        for (String file : List.of("blocks.txt", "anchors.txt")) {
            assertThat(folder.resolve("one").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("two").resolve(file));
        }
    }

    private static void export(Path to) throws IOException {
        try (var exporting = StudyBooks.exportingTo(to, DemoMarket.GRID)) {
            new DemoMarket(5, 3, 7, exporting, exporting).open().run(40);
        }
    }

    @Test
    void theDemoTradesBothWays() {
        demo.run(20);
        assertThat(books.read(DemoMarket.key(19)).all(SettlementLine.class)).isNotEmpty();
        assertThat(published).hasSize(21);
    }

    @Test
    void aStepIsDoneOnce() {
        demo.upToMatch(DemoMarket.key(0));
        var before = books.read(DemoMarket.key(0));
        assertThat(books.once(DemoMarket.key(0), Step.MATCH, record -> {
                    throw new AssertionError("worked twice");
                }))
                .isEqualTo(before);
    }

    @Test
    void workThatFailsLeavesNoTrace() {
        assertThatThrownBy(() -> books.once(DemoMarket.key(0), Step.COLLECT_BIDS, record -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        assertThat(books.read(DemoMarket.key(0)).steps()).isEmpty();
    }

    @Test
    void theInventoryIsTheOneLastRecorded() {
        demo.run(3);
        var standing = books.read(DemoMarket.key(2)).all(VehicleStanding.class).get(0);
        assertThat(standing.vehicle()).isEqualTo(EV1);
        assertThat(books.lastStanding(DemoMarket.GRID, EV1))
                .contains(DemoMarket.key(2).period());
        assertThat(books.inventory(DemoMarket.GRID, EV1)).isPresent();
        assertThat(books.inventory(DemoMarket.GRID, new VehicleId("EV9"))).isEmpty();
    }

    @Test
    void aMatchedPeriodIsUnsettledUntilItIsSettledOrAbandoned() {
        demo.run(2);
        demo.upToMatch(DemoMarket.key(2));
        assertThat(books.unsettled(DemoMarket.GRID, DemoMarket.key(2).period())).isEmpty();
        assertThat(books.unsettled(DemoMarket.GRID, DemoMarket.key(3).period()))
                .extracting(record -> record.key())
                .containsExactly(DemoMarket.key(2));
        demo.market().abandon(DemoMarket.key(2), "enough");
        assertThat(books.unsettled(DemoMarket.GRID, DemoMarket.key(3).period())).isEmpty();
    }

    @Test
    void aPeriodWithPairsOfHomesOnlyIsUnsettled() {
        var key = DemoMarket.key(0);
        var seller = new ProsumerId("L1");
        var buyer = new ProsumerId("L2");
        var price = new AgreedPrice(
                Price.ofPencePerKilowattHour("17.945"), new RuleReference("pricing", 1, "half way", "v1"));
        var match = new DirectMatch(MatchId.of(key.period(), seller, buyer), seller, buyer, new Energy(1), price);
        books.once(key, Step.MATCH, none -> List.of(match));
        assertThat(books.unsettled(DemoMarket.GRID, DemoMarket.key(1).period()))
                .extracting(record -> record.key())
                .containsExactly(key);
    }

    @Test
    void sealingAgainReturnsTheSameBlock() {
        demo.run(1);
        var record = books.read(DemoMarket.key(0));
        assertThat(books.seal(record)).isEqualTo(books.head(DemoMarket.GRID).orElseThrow());
        assertThat(published).hasSize(2);
    }

    @Test
    void anEndedPeriodTakesNoFurtherStep() {
        demo.upToMatch(DemoMarket.key(0));
        demo.market().abandon(DemoMarket.key(0), "missed");
        assertThatThrownBy(() -> books.once(DemoMarket.key(0), Step.SETTLE, before -> List.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has ended");
    }

    @Test
    void blocksFollowTheOrderOfThePeriods() {
        demo.upToMatch(DemoMarket.key(0));
        books.once(DemoMarket.key(1), Step.ABANDON, record -> List.of(new Abandonment("missed")));
        var later = books.read(DemoMarket.key(1));
        assertThatThrownBy(() -> books.seal(later)).isInstanceOf(AnchorUnavailable.class);
        books.once(DemoMarket.key(0), Step.ABANDON, record -> List.of(new Abandonment("stuck")));
        assertThat(books.seal(later).height()).isEqualTo(2);
    }

    @Test
    void anUnendedPeriodIsNotSealed() {
        demo.upToMatch(DemoMarket.key(0));
        var record = books.read(DemoMarket.key(0));
        assertThatThrownBy(() -> books.seal(record)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anEvIsEnrolledFromTheFirstBlockOnAndBidsCountFromTheNextPeriodOn() {
        var first = books.participation(DemoMarket.GRID, EV1, DemoMarket.key(0).period());
        assertThat(first.enrolled()).isTrue();
        assertThat(first.revoked()).isFalse();
        assertThat(first.periodsSinceAcceptedBid()).isEmpty();
        demo.run(1);
        assertThat(books.participation(DemoMarket.GRID, EV1, DemoMarket.key(1).period())
                        .periodsSinceAcceptedBid())
                .hasValue(1);
        assertThat(books.participation(DemoMarket.GRID, EV1, DemoMarket.key(6).period())
                        .periodsSinceAcceptedBid())
                .hasValue(6);
    }

    @Test
    void aStrangerIsNotEnrolled() {
        demo.run(1);
        var stranger = books.participation(
                DemoMarket.GRID, new VehicleId("EV9"), DemoMarket.key(1).period());
        assertThat(stranger.enrolled()).isFalse();
        assertThat(stranger.periodsSinceAcceptedBid()).isEmpty();
    }

    @Test
    void otherGridsHaveOtherBooks() {
        var foreign = new PeriodKey(new GridId("other"), DemoMarket.FIRST);
        assertThatThrownBy(() -> books.read(foreign)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatTheTargetRefusesIsPublishedLaterInOrder() {
        var up = new boolean[] {false};
        var waiting = new StudyBooks(DemoMarket.GRID, OutputStream.nullOutputStream(), header -> {
            if (!up[0]) {
                throw new AnchorUnavailable("down", null);
            }
            published.add(header);
        });
        new DemoMarket(1, 1, 1, waiting, waiting).open();
        published.clear();
        assertThatThrownBy(() -> waiting.anchor(DemoMarket.GRID)).isInstanceOf(AnchorUnavailable.class);
        up[0] = true;
        assertThat(waiting.anchor(DemoMarket.GRID)).isEqualTo(1);
        assertThat(waiting.anchor(DemoMarket.GRID)).isZero();
        assertThat(published).extracting(BlockHeader::height).containsExactly(0L);
    }

    @Test
    void theExportIsText() throws IOException {
        export(folder);
        assertThat(Files.readString(folder.resolve("blocks.txt")))
                .startsWith("ems-block-2|home|2019-08-03T23:59:00Z|0|" + "0".repeat(64) + "|11|");
    }
}
