package ems.ledger.verify;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ems.ledger.fixture.DemoMarket;
import ems.ledger.fixture.LateMeters;
import ems.ledger.receipt.ReceiptVerification;
import ems.ledger.receipt.ReceiptVerifier;
import ems.ledger.receipt.Trust;
import ems.ledger.store.AnchorOutbox;
import ems.ledger.store.BackOff;
import ems.ledger.store.LedgerExporter;
import ems.ledger.store.LedgerTables;
import ems.ledger.store.StoredJournal;
import ems.ledger.store.StoredLedger;
import ems.ledger.store.StoredReceipts;
import ems.ledger.verify.Verification.Verified;
import ems.ledger.verify.Verification.Wrong;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Correction;
import ems.market.record.CorrectionLine;
import ems.market.record.Entry;

import static org.assertj.core.api.Assertions.assertThat;

/** A ledger whose meters are late: what is corrected follows from what was settled. */
class CorrectedLedgerTest {

    private static final int PERIODS = 16;

    /** Samples, sums and value of a correction's line. */
    private static final List<Integer> NUMBERS = List.of(4, 5, 6, 7, 8, 9, 10, 11, 12);

    @TempDir
    Path folder;

    private DataSource database;
    private AnchorOutbox outbox;
    private StoredLedger ledger;
    private StoredJournal journal;
    private LateMeters meters;

    @BeforeEach
    void openBooks() {
        var inMemory = new JdbcDataSource();
        inMemory.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        database = LedgerTables.in(inMemory);
        var anHour = Duration.ofHours(1);
        outbox = new AnchorOutbox(database, Map.of(), new BackOff(anHour, anHour), anHour);
        ledger = new StoredLedger(database, outbox);
        journal = new StoredJournal(database);
    }

    @AfterEach
    void stopSending() {
        outbox.close();
    }

    private DemoMarket run(long seed) {
        meters = new LateMeters(seed);
        var demo = DemoMarket.late(3, 3, meters, journal, ledger).open();
        for (int i = 0; i < PERIODS; i++) {
            var key = DemoMarket.key(i);
            meters.comesTo(key.period().start());
            demo.upToMatch(key);
            meters.comesTo(key.period().end());
            demo.settle(key);
        }
        return demo;
    }

    private List<Entry> recorded() {
        return Stream.iterate(0, i -> i + 1)
                .limit(PERIODS)
                .flatMap(i -> journal.read(DemoMarket.key(i)).entries())
                .toList();
    }

    private Path exported() throws IOException {
        var export = folder.resolve("export");
        new LedgerExporter(database).export(DemoMarket.GRID, export, folder.resolve("none"));
        return export;
    }

    private static Verification verified(List<String> lines) throws IOException {
        byte[] blocks = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        return LedgerVerifier.of(new ByteArrayInputStream(blocks), InputStream.nullInputStream());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aLedgerWithCorrectionsVerifies(long seed) throws IOException {
        run(seed);
        assertThat(Entry.all(Correction.class, recorded())).hasSizeGreaterThan(2);
        assertThat(Entry.all(CorrectionLine.class, recorded())).hasSizeGreaterThan(2);
        assertThat(meters.refused()).isEmpty();
        assertThat(LedgerVerifier.of(exported())).isInstanceOf(Verified.class);
    }

    /** A start runs the newest blocks again, and their corrections with them. */
    @Test
    void aMarketThatStartsAgainReadsItsCorrections() {
        run(1);
        var again = new StoredLedger(database, outbox);
        assertThat(again.registered(DemoMarket.GRID).signers()).isEmpty();
        assertThat(again.head(DemoMarket.GRID)).isEqualTo(ledger.head(DemoMarket.GRID));
    }

    /** From the database and from the export, to the byte; and no bit of it can be changed. */
    @Test
    void theReceiptOfACorrectedMatchShowsWhatWasCorrected() throws IOException {
        run(1);
        var corrected = Entry.all(Correction.class, recorded()).get(0);
        var receipt = new StoredReceipts(database)
                .receipt(DemoMarket.GRID, corrected.match(), Optional.empty())
                .orElseThrow();
        assertThat(receipt.text()).startsWith("ems-receipt-2\n");
        assertThat(new ExportedReceipts(exported()).receipt(corrected.match()).text())
                .isEqualTo(receipt.text());
        byte[] file = receipt.text().getBytes(StandardCharsets.UTF_8);
        assertThat(ReceiptVerifier.of(file, Trust.NOBODY).toString())
                .startsWith("verified: ")
                .contains("Corrected in the minute from ", " kWh ", " p to ");
        for (int bit = 0; bit < 8 * file.length; bit += 7) {
            file[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(ReceiptVerifier.of(file, Trust.NOBODY))
                    .as("bit %s", bit)
                    .isInstanceOf(ReceiptVerification.Wrong.class);
            file[bit / 8] ^= (byte) (1 << bit % 8);
        }
    }

    @Test
    void whatIsNotWrittenAnyMoreIsMissed() throws IOException {
        run(1);
        var lines = Files.readAllLines(exported().resolve("blocks.txt"));
        for (String kind : List.of("correction|", "correction-line|")) {
            int first = firstOf(lines, kind);
            List<String> without = new ArrayList<>(lines);
            without.remove(first);
            assertThat(verified(without)).isInstanceOf(Wrong.class);
        }
    }

    @Test
    void anyOtherNumberIsNamed() throws IOException {
        run(1);
        var lines = Files.readAllLines(exported().resolve("blocks.txt"));
        int first = firstOf(lines, "correction|");
        String right = lines.get(first);
        for (int field : NUMBERS) {
            String[] fields = right.split("\\|", -1);
            fields[field] = Long.toString(Long.parseLong(fields[field]) + 1_000_000_000_000L);
            lines.set(first, String.join("|", fields));
            assertThat(verified(lines))
                    .isInstanceOfSatisfying(
                            Wrong.class,
                            wrong -> assertThat(wrong.entry().why())
                                    .containsAnyOf("outside what its period allowed", "lead to '"));
        }
    }

    @Test
    void aCorrectionOfAPeriodThatIsNotThereIsRefused() throws IOException {
        run(1);
        var lines = Files.readAllLines(exported().resolve("blocks.txt"));
        int first = firstOf(lines, "correction|");
        String match = lines.get(first).split("\\|")[1];
        lines.set(first, lines.get(first).replace(match, match.replace("2019-", "2018-")));
        assertThat(verified(lines).toString()).contains("more than 31 days before this one");
        var later = new MatchingPeriod(DemoMarket.key(PERIODS).period().end());
        lines.set(first, lines.get(first).replaceFirst("2018-[^~]*Z", later.toString()));
        assertThat(verified(lines).toString()).contains("is not before this one");
    }

    private static int firstOf(List<String> lines, String kind) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(kind)) {
                return i;
            }
        }
        throw new AssertionError("no " + kind);
    }
}
