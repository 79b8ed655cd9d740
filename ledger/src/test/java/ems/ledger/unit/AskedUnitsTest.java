package ems.ledger.unit;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;

import org.h2.jdbcx.JdbcDataSource;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.ledger.export.WrongLedger;
import ems.ledger.fixture.DemoMarket;
import ems.ledger.key.SigningKey;
import ems.ledger.note.NoteSigner;
import ems.ledger.note.SignedNote;
import ems.ledger.store.AnchorOutbox;
import ems.ledger.store.LedgerBlocks;
import ems.ledger.store.LedgerExporter;
import ems.ledger.store.LedgerStore;
import ems.ledger.store.LedgerTables;
import ems.ledger.store.StoredJournal;
import ems.ledger.store.StoredLedger;
import ems.ledger.validator.ValidatorChange;
import ems.ledger.verify.LedgerVerifier;
import ems.market.ledger.AnchorUnavailable;
import ems.market.ledger.Identities;
import ems.market.record.Step;
import ems.market.record.Validators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** A market whose blocks are signed by units elsewhere: a real database. */
class AskedUnitsTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int MOST_PERIODS = 100;
    private static final Duration PATIENCE = Duration.ofMillis(1_500);

    @TempDir
    Path folder;

    private final DataSource database = database();
    private final NoteSigner market = new NoteSigner("market", SigningKey.generate(RANDOM));
    private final List<NoteSigner> signers = List.of(signer("rsu-1"), signer("rsu-2"), signer("rsu-3"));
    private final List<Line> units = new ArrayList<>();
    private final AnchorOutbox outbox = new AnchorOutbox(database, Map.of(), Duration.ofSeconds(30));

    private static DataSource database() {
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:units" + System.nanoTime() + ";DB_CLOSE_DELAY=-1;NON_KEYWORDS=VALUE,KEY");
        return LedgerTables.in(source);
    }

    private static NoteSigner signer(String name) {
        return new NoteSigner(name, SigningKey.generate(RANDOM));
    }

    private RoadSideUnit unit(int number) throws IOException, WrongLedger {
        var signer = signers.get(number);
        return new RoadSideUnit(
                DemoMarket.GRID,
                signer,
                Optional.of(market.verifier()),
                folder.resolve(signer.verifier().name()));
    }

    /** The way to a unit, which may be dead, or hang. */
    private static final class Line implements ReachedUnit {

        private volatile @Nullable RoadSideUnit unit;
        private volatile @Nullable CountDownLatch hanging;

        Line(RoadSideUnit unit) {
            this.unit = unit;
        }

        RoadSideUnit unit() throws IOException {
            var there = unit;
            if (there == null) {
                throw new IOException("it cannot be reached");
            }
            return there;
        }

        void kill() throws IOException {
            unit().close();
            unit = null;
        }

        void hang() {
            hanging = new CountDownLatch(1);
        }

        @Override
        public String address() {
            return "a line";
        }

        @Override
        public UnitStanding standing() throws IOException {
            return unit().standing();
        }

        @Override
        public UnitAnswer judge(Proposal proposal) throws IOException, InterruptedException {
            var longer = hanging;
            if (longer != null) {
                longer.await();
            }
            return unit().judge(proposal);
        }

        @Override
        public UnitAnswer vote(Validators next) throws IOException {
            return unit().vote(next);
        }

        void end() throws IOException {
            if (hanging != null) {
                hanging.countDown();
            }
            if (unit != null) {
                unit.close();
            }
        }
    }

    @BeforeEach
    void start() throws Exception {
        for (int number = 0; number < signers.size(); number++) {
            units.add(new Line(unit(number)));
        }
    }

    @AfterEach
    void end() throws IOException {
        for (Line unit : units) {
            unit.end();
        }
        outbox.close();
    }

    private void kill(int number) throws IOException {
        units.get(number).kill();
    }

    private void startAgain(int number) throws IOException, WrongLedger {
        units.get(number).unit = unit(number);
    }

    private AskedUnits asking() {
        return asking(units);
    }

    private AskedUnits asking(List<? extends ReachedUnit> lines) {
        return new AskedUnits(lines, market, new LedgerBlocks(LedgerStore.in(database)), PATIENCE);
    }

    private DemoMarket market(AskedUnits asked) {
        return new DemoMarket(2, 2, 3, new StoredJournal(database), new StoredLedger(database, outbox, asked));
    }

    private static DemoMarket opened(DemoMarket demo, AskedUnits asked, int quorum) {
        return demo.open(new Identities(Optional.of(asked.validators(DemoMarket.GRID, quorum)), List.of()));
    }

    private String verified() throws IOException {
        new LedgerExporter(database).export(DemoMarket.GRID, folder.resolve("export"), folder.resolve("none"));
        return LedgerVerifier.of(folder.resolve("export")).toString();
    }

    private List<String> drafts() {
        return Jdbi.create(database)
                .withHandle(sql -> sql.createQuery("select hash from block_draft")
                        .mapTo(String.class)
                        .list());
    }

    @Test
    void allUnitsSign() throws Exception {
        try (var asked = asking()) {
            opened(market(asked), asked, 2).run(5);
            assertThat(verified()).contains("verified: 6 blocks", "signed by the 3 validators");
            assertThat(units)
                    .allSatisfy(
                            unit -> assertThat(unit.unit().standing().blocks()).isEqualTo(6));
            assertThat(asked.views())
                    .allSatisfy(view -> assertThat(view.complaint()).isEmpty());
            assertThat(drafts()).isEmpty();
        }
    }

    @Test
    void oneThatDiedIsMissedByNobodyAndCatchesUp() throws Exception {
        try (var asked = asking()) {
            var demo = opened(market(asked), asked, 2).run(2);
            kill(2);
            demo.run(DemoMarket.key(2));
            demo.run(DemoMarket.key(3));
            assertThat(asked.views().get(2).complaint()).get().asString().contains("cannot be reached");
            startAgain(2);
            int period = 4;
            do { // a unit that needs longer than the others signs a later block
                demo.run(DemoMarket.key(period++));
            } while (period < MOST_PERIODS && asked.views().get(2).complaint().isPresent());
            assertThat(asked.views().get(2).complaint()).isEmpty();
            assertThat(units.get(2).unit().standing().blocks()).isEqualTo(period + 1);
            assertThat(verified()).contains("verified: " + (period + 1) + " blocks");
        }
    }

    @Test
    void aBlockWaitsForItsQuorumWhileTradesGoOnAndTheMarketStartsAgain() throws Exception {
        String draft;
        try (var asked = asking()) {
            var demo = opened(market(asked), asked, 2).run(2);
            kill(1);
            kill(2);
            assertThatExceptionOfType(AnchorUnavailable.class)
                    .isThrownBy(() -> demo.run(DemoMarket.key(2)))
                    .withMessageContainingAll(
                            "is signed by 1 of 3 road-side units, and 2 must sign", "cannot be reached");
            assertThatExceptionOfType(AnchorUnavailable.class).isThrownBy(() -> demo.run(DemoMarket.key(3)));
            assertThat(verified()).contains("verified: 3 blocks");
            draft = drafts().get(0);
        }
        startAgain(1);
        try (var asked = asking()) {
            var demo = market(asked);
            assertThat(new StoredJournal(database).read(DemoMarket.key(3)).has(Step.SETTLE))
                    .as("settled without its block")
                    .isTrue();
            demo.run(DemoMarket.key(4));
            assertThat(verified()).contains("verified: 6 blocks");
            assertThat(new LedgerBlocks(LedgerStore.in(database))
                            .hashes(DemoMarket.GRID, 6)
                            .get(3))
                    .as("the one that a unit had signed")
                    .isEqualTo(draft);
            assertThat(drafts()).isEmpty();
        }
    }

    @Test
    void whatWasSentToUnitsIsFollowedByNoEarlierPeriod() throws Exception {
        try (var asked = asking()) {
            var demo = opened(market(asked), asked, 3).run(1);
            kill(0);
            assertThatExceptionOfType(AnchorUnavailable.class).isThrownBy(() -> demo.run(DemoMarket.key(2)));
            assertThatIllegalStateException()
                    .isThrownBy(() -> demo.market().abandon(DemoMarket.key(1), "the market was down"))
                    .withMessageContaining("comes too late: the books are sealed up to home/2019-08-04T00:02:00Z");
            assertThat(new StoredJournal(database).read(DemoMarket.key(1)).steps())
                    .isEmpty();
            startAgain(0);
            demo.run(DemoMarket.key(3));
            assertThat(verified()).contains("verified: 4 blocks");
        }
    }

    @Test
    void aUnitThatSignsSomethingElseDoesNotCount() throws Exception {
        var liar = new ReachedUnit() {
            @Override
            public String address() {
                return "a liar";
            }

            @Override
            public UnitStanding standing() throws IOException {
                return units.get(0).standing();
            }

            @Override
            public UnitAnswer judge(Proposal proposal) {
                return somethingElse();
            }

            @Override
            public UnitAnswer vote(Validators next) {
                return somethingElse();
            }

            private UnitAnswer somethingElse() {
                var other = SignedNote.of("ems/home\n7\nnothing\n", signers.get(0));
                return new UnitAnswer.Signed(other.signatures().get(0).line());
            }
        };
        try (var asked = asking(List.of(liar, units.get(1), units.get(2)))) {
            opened(market(asked), asked, 2).run(2);
            assertThat(asked.views().get(0).complaint())
                    .get()
                    .asString()
                    .startsWith("rsu-1 answers with a signature that does not count");
            var change = new ValidatorChange(
                    DemoMarket.GRID, 1, asked.validators(DemoMarket.GRID, 2), asked.validators(DemoMarket.GRID, 3));
            assertThat(asked.votes(change).missing())
                    .hasSize(3)
                    .anyMatch(why -> why.startsWith("rsu-1 answers with a vote that does not count"))
                    .anyMatch(why -> why.startsWith("rsu-2 refuses: its owner has not approved"));
            assertThat(verified()).contains("verified: 3 blocks");
        }
    }

    @Test
    void oneUnitAtTwoAddressesCountsOnce() throws Exception {
        try (var asked = asking()) {
            opened(market(asked), asked, 2).run(1);
        }
        kill(1);
        kill(2);
        try (var asked = asking(List.of(units.get(0), units.get(0), units.get(1), units.get(2)))) {
            var demo = market(asked);
            assertThatExceptionOfType(AnchorUnavailable.class)
                    .isThrownBy(() -> demo.run(DemoMarket.key(1)))
                    .withMessageContainingAll("is signed by 1 of 3 road-side units, and 2 must sign", "be reached");
        }
    }

    @Test
    void aUnitThatHangsIsNotAskedTwice() throws Exception {
        try (var asked = asking()) {
            var demo = opened(market(asked), asked, 2).run(1);
            units.get(0).hang();
            demo.run(DemoMarket.key(1));
            demo.run(DemoMarket.key(2));
            assertThat(asked.views().get(0).complaint()).get().asString().contains("still at an earlier question");
            assertThat(verified()).contains("verified: 4 blocks");
        }
    }

    @Test
    void aGridOpensWithAllItsUnits() throws Exception {
        kill(1);
        try (var asked = asking()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> asked.validators(DemoMarket.GRID, 2))
                    .withMessageContainingAll("one is not there", "cannot be reached", "./ems validator");
        }
    }
}
