package ems.ledger.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.ledger.chain.HeaderText;
import ems.ledger.fixture.DemoMarket;
import ems.ledger.memory.StudyBooks;
import ems.ledger.receipt.DemoReceipts;
import ems.ledger.receipt.Receipt;
import ems.ledger.receipt.ReceiptVerifier;
import ems.ledger.receipt.Trust;
import ems.ledger.tree.MerkleTree;
import ems.ledger.tree.Sha256;
import ems.ledger.verify.Verification.Verified;
import ems.ledger.verify.Verification.Wrong;
import ems.market.ledger.BlockHeader;
import ems.market.quantity.HorizonPrice;
import ems.market.quantity.HorizonPricing;
import ems.market.record.MatchId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A ledger whose periods have a horizon price, as an auditor gets it. */
class HorizonLedgerTest {

    @TempDir
    Path folder;

    @BeforeEach
    void export() throws IOException {
        DemoReceipts.weighed(folder, new HorizonPrice(500));
    }

    @Test
    void itIsVerifiedAndEachPeriodHasItsPrice() throws IOException {
        assertThat(LedgerVerifier.of(folder)).isInstanceOf(Verified.class);
        assertThat(blocks())
                .filteredOn(line -> line.startsWith("horizon-price|500|"))
                .hasSize(6);
    }

    /** An operator without a plan may set it each minute, and everyone sees it. */
    @Test
    void thePricesInItAreNamed() throws IOException {
        assertThat(LedgerVerifier.of(folder).toString())
                .endsWith("; horizon price: 500 per mille in 6 periods; no plan binds it in 6 periods");
        assertThat(found("some", none -> {}, price(500)))
                .endsWith(
                        "; horizon price: none in 1 period, 500 per mille in 1 period, changed at block 2; no plan binds"
                                + " it in 1 period");
        assertThat(found("many", price(500), price(-20), price(500), price(500)))
                .endsWith(
                        "; horizon price: 500 per mille in 3 periods, -20 per mille in 1 period, changed 2 times, first"
                                + " at block 2; no plan binds it in 4 periods");
        assertThat(found("none", none -> {}, none -> {})).doesNotContain("horizon");
    }

    @Test
    void theSettingsThatItsPlansNameAreNamed() throws IOException {
        assertThat(found("planned", planning(500), none -> {}))
                .endsWith(
                        "; horizon price: 500 per mille in 2 periods; planned by setting: 500 per mille from block 1");
        assertThat(found("late", price(500), planning(500), planning(400)))
                .endsWith(
                        "; horizon price: 500 per mille in 2 periods, 400 per mille in 1 period, changed at block 3; no"
                                + " plan binds it in 1 period; planned by setting: 500 per mille from block 2, 400 per mille"
                                + " from block 3");
        assertThat(found("off", planning(500), demo -> demo.planning(HorizonPricing.NONE), none -> {}))
                .endsWith(
                        "; horizon price: 500 per mille in 1 period, none in 2 periods, changed at block 2; planned by"
                                + " setting: 500 per mille from block 1, none from block 2");
        assertThat(found("often", planning(1), planning(2), planning(3), planning(4), planning(5), planning(6)))
                .endsWith("5 per mille from block 5 and 1 later settings");
    }

    private static Consumer<DemoMarket> planning(int perMille) {
        return demo -> demo.planning(HorizonPricing.always(new HorizonPrice(perMille)));
    }

    /** The operator sets another price for a minute, has the market make the best pairs under it, and seals all of it. */
    @Test
    void aMinuteUnderAnotherPriceThanThePlansIsRefused() throws IOException {
        try (var books = StudyBooks.exportingTo(folder.resolve("minute"), DemoMarket.GRID)) {
            var demo = new DemoMarket(3, 2, 7, books, books).open();
            demo.planning(HorizonPricing.always(new HorizonPrice(500))).run(2);
            demo.weigh(new HorizonPrice(400));
            demo.upToMatch(DemoMarket.key(2));
            assertThatThrownBy(() -> demo.settle(DemoMarket.key(2)))
                    .hasMessageContaining("by the plan of 2019-08-04 the horizon price is 500 per mille");
        }
    }

    private static Consumer<DemoMarket> price(int perMille) {
        return demo -> demo.weigh(new HorizonPrice(perMille));
    }

    /** @param before what comes before each of as many periods */
    @SafeVarargs
    private String found(String name, Consumer<DemoMarket>... before) throws IOException {
        Path other = folder.resolve(name);
        try (var books = StudyBooks.exportingTo(other, DemoMarket.GRID)) {
            var demo = new DemoMarket(3, 2, 7, books, books).open();
            for (int period = 0; period < before.length; period++) {
                before[period].accept(demo);
                demo.run(DemoMarket.key(period));
            }
        }
        return LedgerVerifier.of(other).toString();
    }

    @Test
    void aChangedPriceIsFoundInItsBlock() throws IOException {
        var changed = blocks().stream()
                .map(line -> line.replace("horizon-price|500|", "horizon-price|400|"))
                .toList();
        Files.write(folder.resolve("blocks.txt"), changed);
        assertThat(LedgerVerifier.of(folder))
                .isInstanceOfSatisfying(
                        Wrong.class,
                        wrong -> assertThat(wrong.toString())
                                .contains("block 1")
                                .contains("its entries do not have its root: at least one was changed"));
    }

    /** An operator seals its newest block again with another price: the shadow prices prove the pairs under the old one only. */
    @Test
    void aPriceThatWasChangedAndSealedAgainIsNamed() throws IOException {
        Files.delete(folder.resolve("anchors.txt"));
        List<String> lines = new ArrayList<>(blocks());
        int header = lastBlock(lines);
        List<String> entries = lines.subList(header + 1, lines.size());
        entries.replaceAll(line -> line.replace("horizon-price|500|", "horizon-price|400|"));
        lines.set(header, sealedAgain(lines.get(header), entries));
        Files.write(folder.resolve("blocks.txt"), lines);
        assertThat(LedgerVerifier.of(folder))
                .isInstanceOfSatisfying(
                        Wrong.class,
                        wrong -> assertThat(wrong.toString())
                                .contains("block 6, entry ", "'matching|optimal|")
                                .contains("under a horizon price of 400 per mille and no less"));
    }

    private static int lastBlock(List<String> lines) {
        int last = 0;
        for (int line = 0; line < lines.size(); line++) {
            last = lines.get(line).startsWith(HeaderText.TAG) ? line : last;
        }
        return last;
    }

    private static String sealedAgain(String header, List<String> entries) {
        var sha = new Sha256();
        var sealed = HeaderText.parse(header);
        var root = MerkleTree.over(
                        entries.stream()
                                .map(line -> line.getBytes(StandardCharsets.UTF_8))
                                .toList(),
                        sha)
                .root();
        return HeaderText.line(HeaderText.hashed(
                new BlockHeader(
                        sealed.key(),
                        sealed.height(),
                        entries.size(),
                        HexFormat.of().formatHex(root),
                        sealed.states(),
                        sealed.logRoot(),
                        sealed.previous(),
                        ""),
                sha));
    }

    @Test
    void eachOfItsReceiptsNamesThePrice() throws IOException {
        var matches = DemoReceipts.matches(folder);
        assertThat(matches).isNotEmpty();
        for (MatchId match : matches) {
            Receipt receipt = new ExportedReceipts(folder).receipt(match);
            assertThat(receipt.text()).startsWith("ems-receipt-6\n").contains("|horizon-price|500|");
            assertThat(ReceiptVerifier.of(receipt, Trust.NOBODY).toString())
                    .startsWith("verified: ")
                    .contains(
                            "A stored kWh was worth 23.7175 p in that minute: what counted when pairs were chosen was energy"
                                    + " stored times 1.500 and energy released times 0.500. ");
        }
    }

    private List<String> blocks() throws IOException {
        return Files.readAllLines(folder.resolve("blocks.txt"));
    }
}
