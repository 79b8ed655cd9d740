package ems.ledger.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.ledger.export.ExportedEntries;
import ems.ledger.fixture.ChargedCars;
import ems.ledger.fixture.DemoMarket;
import ems.ledger.memory.StudyBooks;
import ems.ledger.receipt.DemoReceipts;
import ems.ledger.receipt.ReceiptVerification;
import ems.ledger.receipt.ReceiptVerifier;
import ems.ledger.receipt.Trust;
import ems.market.ledger.Identities;
import ems.market.quantity.Energy;
import ems.market.quantity.NetEnergy;
import ems.market.record.Correction;
import ems.market.record.Entry;
import ems.market.record.EntryKind;
import ems.market.record.Exchange;
import ems.market.record.MeterAlgorithm;
import ems.market.record.SignedRegisters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What meters of chargers signed is in the books, and bounds what is settled. */
class ChargedLedgerTest {

    @TempDir
    Path folder;

    @Test
    void theLedgerOfACurveThatBrowsersDoNotKnowVerifies() throws IOException {
        DemoReceipts.charged(folder, MeterAlgorithm.SECP256K1);
        assertThat(LedgerVerifier.of(folder)).isInstanceOf(Verification.Verified.class);
        var match = DemoReceipts.settled(folder).get(0);
        var receipt = new ExportedReceipts(folder).receipt(match);
        var found = (ReceiptVerification.Verified) ReceiptVerifier.of(receipt, Trust.NOBODY);
        assertThat(found.words())
                .contains("The meter of EV", "signed that at most 0.06 kWh went in and at most 0.06 kWh came out");
        assertThat(receipt.text()).startsWith("ems-receipt-3\n").contains("|signed-registers|" + match + "|");
    }

    @Test
    void aMatchMovesNoMoreThanItsMeterSigned() throws IOException {
        DemoReceipts.charged(folder, MeterAlgorithm.SECP256R1);
        var entries = new ExportedEntries(folder)
                .ofKinds(Set.of(EntryKind.SIGNED_REGISTERS.word(), EntryKind.EXCHANGE.word()));
        var signed = entries.stream()
                .filter(SignedRegisters.class::isInstance)
                .map(SignedRegisters.class::cast)
                .toList();
        assertThat(signed).isNotEmpty().allSatisfy(each -> {
            var moved = entries.stream()
                    .filter(entry -> entry instanceof Exchange exchange
                            && exchange.match().equals(each.match()))
                    .map(entry -> ((Exchange) entry).energy())
                    .toList();
            assertThat(moved).allMatch(energy -> energy.millijoules() <= 45_000_000);
            assertThat(moved.stream().reduce(Energy.ZERO, Energy::plus).millijoules())
                    .isLessThanOrEqualTo(216_000_000);
        });
    }

    /** Chargers that tell nothing but what their meters sign: what moved below the least power counts, and is corrected. */
    @Test
    void whatOnlyTheMeterSignedIsSettledAndCorrectedBelowTheLeastPower() throws IOException {
        DemoReceipts.signedAlone(folder);
        assertThat(LedgerVerifier.of(folder)).isInstanceOf(Verification.Verified.class);
        var entries =
                new ExportedEntries(folder).ofKinds(Set.of(EntryKind.EXCHANGE.word(), EntryKind.CORRECTION.word()));
        var told = Entry.all(Exchange.class, entries).stream()
                .filter(Exchange::toldByCharger)
                .toList();
        assertThat(told).isNotEmpty().allMatch(exchange -> exchange.energy().millijoules() < 15_000_000);
        assertThat(Entry.all(Correction.class, entries).stream()
                        .flatMap(correction -> correction.samples().stream())
                        .map(NetEnergy::energy))
                .anyMatch(energy -> !energy.isZero() && energy.millijoules() < 15_000_000);
    }

    @Test
    void oneFlippedBitOfASignedRecordInTheExportIsNamed() throws IOException {
        DemoReceipts.charged(folder, MeterAlgorithm.SECP256R1);
        var blocks = folder.resolve("blocks.txt");
        String text = Files.readString(blocks);
        int at = text.indexOf('.', text.indexOf("signed-registers|")) - 40;
        char[] changed = text.toCharArray();
        changed[at] = changed[at] == 'A' ? 'B' : 'A';
        Files.writeString(blocks, new String(changed));
        var wrong = LedgerVerifier.of(folder);
        assertThat(wrong).isInstanceOf(Verification.Wrong.class);
        assertThat(wrong.toString()).contains("signed-registers");
    }

    /** Nobody can book with a meter that the registry does not know. */
    @Test
    void aMeterThatTheRegistryDoesNotKnowIsRefusedByTheContract() throws IOException {
        var cars = new ChargedCars(7, MeterAlgorithm.SECP256R1);
        try (var books = StudyBooks.exportingTo(folder, DemoMarket.GRID)) {
            var market = DemoMarket.charged(2, 2, cars, books, books).open(Identities.NONE);
            assertThatThrownBy(() -> market.run(4))
                    .hasStackTraceContaining("its key is not that which the registry has of the meter of EV");
        }
    }
}
