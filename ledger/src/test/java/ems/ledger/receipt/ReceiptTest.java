package ems.ledger.receipt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import ems.ledger.fixture.DemoMarket;
import ems.ledger.key.SigningKey;
import ems.ledger.note.NoteSigner;
import ems.ledger.receipt.ReceiptVerification.Verified;
import ems.ledger.receipt.ReceiptVerification.Wrong;
import ems.ledger.store.StoredReceipts;
import ems.ledger.verify.ExportedReceipts;
import ems.market.record.MatchId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A match on a page: what is written, and that no bit of it may change. */
class ReceiptTest {

    private static final Path GOLDEN = Path.of("src/test/resources/ems/ledger/demo.receipt");

    @TempDir
    static Path folder;

    private static final List<NoteSigner> UNITS = signers();
    private static Path plainLedger;
    private static Path signedLedger;
    private static Receipt plain;
    private static Receipt signed;
    private static Receipt signedByOthers;

    private static List<NoteSigner> signers() {
        return IntStream.rangeClosed(1, 3)
                .mapToObj(i -> new NoteSigner("rsu" + i, SigningKey.generate(new SecureRandom())))
                .toList();
    }

    @BeforeAll
    static void run() throws IOException {
        plainLedger = DemoReceipts.ledger(folder.resolve("plain"), 7, 6);
        plain = last(plainLedger);
        signedLedger = folder.resolve("signed");
        DemoReceipts.signed(signedLedger, 3, UNITS);
        signed = last(signedLedger);
        DemoReceipts.signed(folder.resolve("others"), 3, signers());
        signedByOthers = last(folder.resolve("others"));
    }

    private static Receipt last(Path ledger) throws IOException {
        var settled = DemoReceipts.settled(ledger);
        return new ExportedReceipts(ledger).receipt(settled.get(settled.size() - 1));
    }

    static Stream<Receipt> honest() {
        return Stream.of(plain, signed);
    }

    private static ReceiptVerification checked(byte[] file) {
        return ReceiptVerifier.of(file, Trust.NOBODY);
    }

    private static Trust trusted(int quorum) {
        List<String> lines = new ArrayList<>(List.of("quorum " + quorum));
        UNITS.forEach(unit -> lines.add(unit.verifier().text()));
        return Trust.NOBODY.withValidators(lines);
    }

    private static void assertWrong(ReceiptVerification found, String why) {
        assertThat(found)
                .isInstanceOfSatisfying(
                        Wrong.class, wrong -> assertThat(wrong.why()).contains(why));
    }

    @Test
    void aReceiptStaysTheSameFile() throws IOException {
        assertThat(plain.text()).isEqualTo(Files.readString(GOLDEN));
    }

    @Test
    void aReceiptTellsWhoMovedWhatForHowMuch() {
        assertThat(checked(DemoReceipts.bytes(plain)).toString())
                .matches(
                        "verified: EV[12] (stored|released) [0-9.]+ kWh (of|to) L[123] and (EV|L)[123] paid [0-9.]+ p to "
                                + "(EV|L)[123].* in the minute from 2019-08-04T00:05:00Z\\. It holds no signed bid of L[123] or EV[12]\\. Block 6 of grid home, hash [0-9a-f]{64},"
                                + " is one of the 7 blocks of the checkpoint with root [0-9a-f]{64}, which nobody signed; the"
                                + " receipt says that it is anchored: compare with --anchors\\.");
    }

    @Test
    void aSignedOneTellsWhoSigned() {
        assertThat(checked(DemoReceipts.bytes(signed)).toString())
                .contains("signed by rsu1, rsu2, rsu3 with keys that only this receipt names");
        assertThat(ReceiptVerifier.of(signed, trusted(2)).toString())
                .contains("signed by rsu1, rsu2, rsu3, whom you trust");
    }

    @Test
    void everyMatchHasOne() throws IOException {
        for (Path ledger : List.of(plainLedger, signedLedger)) {
            var matches = DemoReceipts.matches(ledger);
            assertThat(matches).hasSizeGreaterThan(2);
            for (MatchId match : matches) {
                var receipt = new ExportedReceipts(ledger).receipt(match);
                assertThat(checked(DemoReceipts.bytes(receipt))).isInstanceOf(Verified.class);
                assertThat(Receipt.parse(DemoReceipts.bytes(receipt))).isEqualTo(receipt);
            }
        }
    }

    @Test
    void anyChangedBitIsFound() {
        assertAnyChangedBitIsFound(plain, 0);
    }

    /** What stands before is read and checked as without signatures. */
    @Test
    void anyChangedBitFromTheLogToTheSignaturesIsFound() {
        assertAnyChangedBitIsFound(signed, signed.text().indexOf("\nlog|"));
    }

    private static void assertAnyChangedBitIsFound(Receipt receipt, int from) {
        byte[] file = DemoReceipts.bytes(receipt);
        var unseen = IntStream.range(8 * from, 8 * file.length)
                .parallel()
                .filter(bit -> {
                    byte[] changed = file.clone();
                    changed[bit / 8] ^= (byte) (1 << bit % 8);
                    return !(checked(changed) instanceof Wrong);
                })
                .mapToObj(bit -> "byte " + bit / 8 + ", bit " + bit % 8)
                .toList();
        assertThat(unseen).isEmpty();
        assertThat(checked(file)).isInstanceOf(Verified.class);
    }

    @ParameterizedTest
    @MethodSource("honest")
    void anyLineThatIsDroppedDoubledOrSwappedIsFound(Receipt receipt) {
        List<String> lines = receipt.text().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            List<String> dropped = new ArrayList<>(lines);
            dropped.remove(i);
            assertThat(checked(file(dropped))).as("without line %d", i + 1).isInstanceOf(Wrong.class);
            List<String> doubled = new ArrayList<>(lines);
            doubled.add(i, lines.get(i));
            assertThat(checked(file(doubled))).as("line %d twice", i + 1).isInstanceOf(Wrong.class);
            if (i > 0 && !lines.get(i).equals(lines.get(i - 1))) {
                List<String> swapped = new ArrayList<>(lines);
                Collections.swap(swapped, i - 1, i);
                assertThat(checked(file(swapped)))
                        .as("lines %d and %d", i, i + 1)
                        .isInstanceOf(Wrong.class);
            }
        }
        assertThat(checked(file(lines))).isInstanceOf(Verified.class);
    }

    @ParameterizedTest
    @MethodSource("honest")
    void aFileThatIsCutAnywhereIsFound(Receipt receipt) {
        byte[] file = DemoReceipts.bytes(receipt);
        for (int length = 0; length < file.length; length++) {
            assertThat(checked(Arrays.copyOf(file, length)))
                    .as("%d bytes", length)
                    .isInstanceOf(Wrong.class);
        }
    }

    private static byte[] file(List<String> lines) {
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aFileWithoutEndIsNotRead() {
        byte[] file = Arrays.copyOf(DemoReceipts.bytes(plain), 300_000);
        Arrays.fill(file, DemoReceipts.bytes(plain).length, file.length, (byte) '\n');
        assertWrong(checked(file), "a receipt has at most 262144 bytes");
    }

    @Test
    void whatWasSignedByStrangersIsNotTrusted() {
        assertThat(ReceiptVerifier.of(signedByOthers, Trust.NOBODY)).isInstanceOf(Verified.class);
        assertWrong(ReceiptVerifier.of(signedByOthers, trusted(2)), "it is signed by others than the validators");
        assertWrong(ReceiptVerifier.of(plain, trusted(2)), "it is signed by 0 of the 3 validators that you trust");
    }

    @Test
    void theQuorumIsThatOfWhoTrusts() {
        var two = new Receipt(
                signed.match(),
                signed.block(),
                signed.entries(),
                signed.inLog(),
                signed.signers().subList(0, 2),
                signed.anchored(),
                signed.checkpoint(),
                String.join("\n", signed.signatures().lines().toList().subList(0, 2)) + "\n");
        assertThat(ReceiptVerifier.of(two, trusted(2))).isInstanceOf(Verified.class);
        assertWrong(ReceiptVerifier.of(two, trusted(3)), "signed by 2 of the 3 validators that you trust, and 3 must");
    }

    @Test
    void aHistoryThatWasNeverAnchoredIsFound() throws IOException {
        var anchors = Files.readAllLines(plainLedger.resolve("anchors.txt"));
        var own = Trust.NOBODY.withAnchors(anchors);
        assertThat(ReceiptVerifier.of(plain, own))
                .isInstanceOfSatisfying(
                        Verified.class, found -> assertThat(found.words()).endsWith("your own anchors hold it."));
        var other = last(DemoReceipts.ledger(folder.resolve("rewritten"), 8, 6));
        assertThat(ReceiptVerifier.of(other, Trust.NOBODY)).isInstanceOf(Verified.class);
        assertWrong(ReceiptVerifier.of(other, own), "it is not the block that was anchored, with hash");
        assertWrong(
                ReceiptVerifier.of(plain, Trust.NOBODY.withAnchors(anchors.subList(0, 5))),
                "your anchors have none at height 6");
    }

    @Test
    void whatIsTrustedIsReadStrictly() {
        assertThatIllegalArgumentException().isThrownBy(() -> Trust.NOBODY.withValidators(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> Trust.NOBODY.withValidators(List.of("quorum 1")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Trust.NOBODY.withValidators(List.of("quorum 1", "rsu1+00000000+AAAA")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Trust.NOBODY.withAnchors(List.of("5 " + "a".repeat(64), "5 " + "b".repeat(64))))
                .withMessage("two hashes are anchored at height 5");
    }

    @Test
    void aMatchThatIsNotThereIsToldWhy() {
        assertThatThrownBy(() -> receipt("2019-08-04T00:05:00Z~L1~EV9"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has no match 2019-08-04T00:05:00Z~L1~EV9 in block 6 of that period");
        assertThatThrownBy(() -> receipt("2019-08-04T09:00:00Z~L1~EV1"))
                .hasMessageContaining("has not sealed the period 2019-08-04T09:00:00Z yet");
        assertThatThrownBy(() -> receipt("2018-08-04T09:00:00Z~L1~EV1"))
                .hasMessageContaining("has no block of the period 2018-08-04T09:00:00Z");
        assertThatThrownBy(() -> receipt("L1~EV1")).hasMessageContaining("is not a UTC instant");
        assertThatThrownBy(() -> receipt("L1")).hasMessageContaining("is not the id of a match");
    }

    private static Receipt receipt(String match) throws IOException {
        return new ExportedReceipts(plainLedger).receipt(new MatchId(match));
    }

    @Test
    void oneOfSeveralLedgersIsNamedAndNotGuessed() throws IOException {
        DemoReceipts.ledger(folder.resolve("study").resolve("a"), 7, 6);
        assertThat(new ExportedReceipts(folder.resolve("study")).receipt(plain.match()))
                .isEqualTo(plain);
        DemoReceipts.ledger(folder.resolve("study").resolve("b"), 7, 6);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExportedReceipts(folder.resolve("study")).receipt(plain.match()))
                .withMessageStartingWith("several ledgers hold match " + plain.match());
    }

    @Test
    void aLedgerThatWasChangedGivesNone() throws IOException {
        var changed = DemoReceipts.ledger(folder.resolve("changed"), 7, 6);
        var blocks = Files.readString(changed.resolve("blocks.txt"));
        String settlement = plain.entries().stream()
                .map(proven -> proven.entry().text())
                .filter(line -> line.startsWith("settlement|"))
                .findFirst()
                .orElseThrow();
        Files.writeString(changed.resolve("blocks.txt"), blocks.replace(settlement, settlement + "0"));
        assertThatThrownBy(() -> new ExportedReceipts(changed).receipt(plain.match()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("does not prove what it says of match");
    }

    @Test
    void aDatabaseGivesTheSameReceiptAsItsExport() throws IOException {
        var exported = folder.resolve("both");
        var database = DemoReceipts.signed(exported, 5, UNITS);
        var stored = new StoredReceipts(database);
        assertThat(DemoReceipts.matches(exported)).isNotEmpty().allSatisfy(match -> {
            assertThat(stored.receipt(DemoMarket.GRID, match, Optional.of(3L)))
                    .contains(new ExportedReceipts(exported).receipt(match));
            assertThat(stored.receipt(DemoMarket.GRID, match, Optional.empty()))
                    .get()
                    .returns(false, Receipt::anchored);
        });
        assertThat(stored.receipt(DemoMarket.GRID, plain.match(), Optional.empty()))
                .isEmpty();
    }
}
