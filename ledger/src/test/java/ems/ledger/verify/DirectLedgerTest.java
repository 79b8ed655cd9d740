package ems.ledger.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ems.ledger.export.ExportedEntries;
import ems.ledger.receipt.DemoReceipts;
import ems.ledger.receipt.ReceiptVerification;
import ems.ledger.receipt.ReceiptVerifier;
import ems.ledger.receipt.Trust;
import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.market.record.DirectExchange;
import ems.market.record.DirectLine;
import ems.market.record.Entry;
import ems.market.record.EntryKind;
import ems.market.record.MatchId;

import static org.assertj.core.api.Assertions.assertThat;

/** What homes trade with each other is in the books, and proved like all else. */
class DirectLedgerTest {

    @TempDir
    Path folder;

    @Test
    void aLedgerWithTradesBetweenHomesVerifiesAndItsBooksClose() throws IOException {
        DemoReceipts.direct(folder, 3);
        assertThat(LedgerVerifier.of(folder))
                .isInstanceOf(Verification.Verified.class)
                .asString()
                .endsWith("; direct trade: leftovers by block 0 (as the test wants)");
        var entries = new ExportedEntries(folder)
                .ofKinds(Set.of(EntryKind.DIRECT_EXCHANGE.word(), EntryKind.DIRECT_LINE.word()));
        var lines = Entry.all(DirectLine.class, entries);
        assertThat(lines).isNotEmpty();
        assertThat(lines.stream().map(DirectLine::energy).reduce(Energy.ZERO, Energy::plus))
                .isEqualTo(Entry.all(DirectExchange.class, entries).stream()
                        .map(DirectExchange::energy)
                        .reduce(Energy.ZERO, Energy::plus));
        assertThat(lines)
                .allMatch(line -> line.effectOn(line.seller())
                        .plus(line.effectOn(line.buyer()))
                        .equals(Money.ZERO));
    }

    @Test
    void bothHomesHaveAReceiptThatVerifies() throws IOException {
        DemoReceipts.direct(folder, 3);
        for (MatchId match : DemoReceipts.settledDirectly(folder)) {
            var receipt = new ExportedReceipts(folder).receipt(match);
            assertThat(receipt.text()).startsWith("ems-receipt-7\nmatch|" + match + "\n");
            var homes = match.text().split("~");
            assertThat(ReceiptVerifier.of(receipt, Trust.NOBODY))
                    .isInstanceOfSatisfying(
                            ReceiptVerification.Verified.class,
                            verified -> assertThat(verified.words())
                                    .startsWith(homes[2] + " took ")
                                    .contains(" kWh of " + homes[1] + " directly and " + homes[2] + " paid ")
                                    .contains("It holds no signed bid of " + homes[1] + " or " + homes[2] + "."));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct-matching", "direct-match", "direct-exchange", "direct-settlement"})
    void oneChangedDigitOfATradeBetweenHomesIsNamed(String kind) throws IOException {
        DemoReceipts.direct(folder, 3);
        var blocks = folder.resolve("blocks.txt");
        List<String> lines = Files.readAllLines(blocks);
        String honest = lines.stream()
                .filter(line -> line.startsWith(kind + "|"))
                .findFirst()
                .orElseThrow();
        String changed = honest.replaceFirst("\\|([0-9]+)(?=\\||$)", "|1$1");
        assertThat(changed).isNotEqualTo(honest);
        Files.write(
                blocks,
                lines.stream().map(line -> line.equals(honest) ? changed : line).toList());
        assertThat(LedgerVerifier.of(folder))
                .isInstanceOf(Verification.Wrong.class)
                .asString()
                .contains(kind);
    }
}
