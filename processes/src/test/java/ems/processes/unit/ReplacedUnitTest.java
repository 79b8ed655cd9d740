package ems.processes.unit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.ledger.key.SigningKey;
import ems.ledger.note.NoteSigner;
import ems.ledger.store.AnchorOutbox;
import ems.ledger.store.LedgerBlocks;
import ems.ledger.store.LedgerExporter;
import ems.ledger.store.LedgerStore;
import ems.ledger.store.StoredJournal;
import ems.ledger.store.StoredLedger;
import ems.ledger.unit.AskedUnits;
import ems.ledger.unit.AskedVotes;
import ems.ledger.unit.OwnersApproval;
import ems.ledger.unit.RoadSideUnit;
import ems.ledger.verify.LedgerVerifier;
import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Abandonment;
import ems.market.record.Step;
import ems.market.record.Validators;

import static org.assertj.core.api.Assertions.assertThat;

/** One of three units that sign over HTTP is replaced by the votes of two, while blocks are sealed. */
class ReplacedUnitTest {

    private static final GridId GRID = new GridId("home");
    private static final Instant FIRST = Instant.parse("2026-01-31T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int MOST_PERIODS = 200;

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final DataSource database = database();
    private final NoteSigner market = new NoteSigner("market", SigningKey.generate(RANDOM));
    private final AnchorOutbox outbox = new AnchorOutbox(database, Map.of(), PATIENCE);
    private final List<Served> units = new ArrayList<>();
    private int periods;

    /** A unit and its door. */
    private record Served(NoteSigner signer, Path folder, RoadSideUnit unit, UnitServer server) {

        long blocks() {
            return unit.standing().blocks();
        }

        void approve(Validators next) throws IOException {
            new OwnersApproval(folder).approve(next);
        }

        void close() throws IOException {
            server.close();
            unit.close();
        }
    }

    private static DataSource database() {
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;NON_KEYWORDS=VALUE,KEY");
        Flyway.configure().dataSource(source).load().migrate();
        return source;
    }

    @BeforeEach
    void start() throws Exception {
        for (int number = 1; number <= 4; number++) {
            var signer = new NoteSigner("rsu-" + number, SigningKey.generate(RANDOM));
            var own = folder.resolve(signer.name());
            var unit = new RoadSideUnit(GRID, signer, Optional.of(market.verifier()), own);
            units.add(new Served(
                    signer,
                    own,
                    unit,
                    new UnitServer(unit, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), said -> {})));
        }
    }

    @AfterEach
    void end() throws IOException {
        for (Served unit : units) {
            unit.close();
        }
        outbox.close();
    }

    private Served unit(int number) {
        return units.get(number - 1);
    }

    private List<RemoteUnit> at(int... numbers) {
        return IntStream.of(numbers)
                .mapToObj(number -> new RemoteUnit(unit(number).server().address(), http, PATIENCE))
                .toList();
    }

    private AskedUnits asking(List<RemoteUnit> staying, List<RemoteUnit> leaving) {
        return new AskedUnits(staying, leaving, market, new LedgerBlocks(LedgerStore.in(database)), PATIENCE);
    }

    private StoredLedger ledger(AskedUnits asked) {
        return new StoredLedger(LedgerStore.in(database), outbox, asked);
    }

    private AskedVotes votes(AskedUnits asked) {
        return new AskedVotes(GRID, () -> Optional.of(asked.validators(GRID, 2)), asked::votes, Runnable::run);
    }

    /** A period in which nobody comes, and what it records of validators; returns who signed its block. */
    private List<String> seal(StoredLedger ledger, Validators... named) {
        var journal = new StoredJournal(database);
        var key = new PeriodKey(GRID, new MatchingPeriod(FIRST.plusSeconds(60L * periods++)));
        if (named.length > 0) {
            journal.once(key, Step.ENROL, before -> List.of(named));
        }
        var block = ledger.seal(journal.once(key, Step.ABANDON, before -> List.of(new Abandonment("nobody came"))));
        return new LedgerBlocks(LedgerStore.in(database))
                .signatures(GRID, block.height())
                .lines()
                .map(line -> line.split(" ")[1])
                .toList();
    }

    private void open() {
        try (var asked = asking(at(1, 2, 3), List.of())) {
            var ledger = ledger(asked);
            assertThat(seal(ledger, asked.validators(GRID, 2))).hasSizeGreaterThanOrEqualTo(2);
            seal(ledger);
            seal(ledger);
        }
    }

    private String verified() throws IOException {
        new LedgerExporter(database).export(GRID, folder.resolve("export"), folder.resolve("none"));
        return LedgerVerifier.of(folder.resolve("export")).toString();
    }

    private List<String> missing(AskedVotes votes, StoredLedger ledger) {
        return votes.view(ledger.registered(GRID)).orElseThrow().missing();
    }

    @Test
    void theOldOnesSignUntilTwoOfThemHaveVotedAndThenTheNewOnes() throws Exception {
        open();
        try (var asked = asking(at(1, 2, 4), at(3))) {
            var ledger = ledger(asked);
            var votes = votes(asked);
            assertThat(votes.voted(ledger.registered(GRID))).isEmpty();
            assertThat(missing(votes, ledger))
                    .hasSize(3)
                    .allMatch(why -> why.contains("has not approved these validators"));
            assertThat(seal(ledger)).as("trade goes on").doesNotContain("rsu-4");

            var next = asked.validators(GRID, 2);
            unit(3).approve(next);
            unit(1).approve(new Validators(1, next.keys()));
            assertThat(votes.voted(ledger.registered(GRID)))
                    .as("one, and one for others")
                    .isEmpty();
            assertThat(seal(ledger)).doesNotContain("rsu-4");
            unit(1).approve(next);
            var voted = votes.voted(ledger.registered(GRID)).orElseThrow();
            assertThat(seal(ledger, voted)).as("those before sign it").doesNotContain("rsu-4");
            assertThat(ledger.registered(GRID).validators()).contains(next);

            while (periods < MOST_PERIODS && !seal(ledger).contains("rsu-4")) {
                // it may still be at the blocks from the start
            }
            assertThat(seal(ledger)).contains("rsu-4").doesNotContain("rsu-3");
            assertThat(unit(4).blocks()).isEqualTo(periods);
            assertThat(asked.views().get(3).complaint()).contains("rsu-3 has left, and is asked no more");
            assertThat(unit(3).blocks()).isLessThan(periods);
            assertThat(votes.voted(ledger.registered(GRID))).isEmpty();
            assertThat(votes.view(ledger.registered(GRID))).isEmpty();
        }
        assertThat(verified()).contains("verified: " + periods + " blocks", "signed by the 3 validators");
    }

    @Test
    void oneThatIsDeadNeedsNoVoteOfItsOwn() throws Exception {
        open();
        unit(3).close();
        try (var asked = asking(at(1, 2, 4), List.of())) {
            var ledger = ledger(asked);
            var votes = votes(asked);
            var next = asked.validators(GRID, 2);
            unit(1).approve(next);
            assertThat(votes.voted(ledger.registered(GRID))).isEmpty();
            seal(ledger);
            unit(2).approve(next);
            seal(ledger, votes.voted(ledger.registered(GRID)).orElseThrow());
            var signed = Stream.generate(() -> seal(ledger))
                    .limit(MOST_PERIODS)
                    .filter(names -> names.contains("rsu-4"))
                    .findFirst();
            assertThat(signed).as("the new one reads the chain and signs").isPresent();
        }
        assertThat(verified()).contains("verified: " + periods + " blocks");
    }
}
