package ems.ledger.receipt;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.ledger.chain.Checkpoints;
import ems.ledger.key.SigningKey;
import ems.ledger.receipt.ReceiptVerification.Verified;
import ems.ledger.receipt.ReceiptVerification.Wrong;
import ems.ledger.token.BidToken;
import ems.ledger.verify.ExportedReceipts;
import ems.market.party.GridId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Abandonment;
import ems.market.record.Entry;
import ems.market.record.EntryKind;
import ems.market.record.SignedBid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** An operator who seals what the market's rules do not lead to: all hashes are right, and the receipt is wrong. */
class LyingReceiptsTest {

    private static final Energy PLENTY = Energy.ofKilowattHours("100");

    @TempDir
    static Path folder;

    private static Receipt honest;
    private static Receipt other;

    @BeforeAll
    static void run() throws IOException {
        var ledger = DemoReceipts.ledger(folder, 7, 6);
        var settled = DemoReceipts.settled(ledger);
        honest = new ExportedReceipts(ledger).receipt(settled.get(settled.size() - 1));
        other = new ExportedReceipts(ledger).receipt(settled.get(0));
    }

    private static ReceiptVerification sealed(List<? extends Entry> entries) {
        return ReceiptVerifier.of(DemoReceipts.sealedAgain(honest, entries), Trust.NOBODY);
    }

    private static void assertWrong(List<? extends Entry> entries, String why) {
        assertThat(sealed(entries))
                .isInstanceOfSatisfying(
                        Wrong.class, wrong -> assertThat(wrong.why()).contains(why));
    }

    /** The first entry of a kind, told in another way. */
    private static List<Entry> with(String kind, UnaryOperator<String> change) {
        List<Entry> entries = DemoReceipts.entries(honest);
        int place = place(entries, kind);
        List<Entry> changed = new ArrayList<>(entries);
        changed.set(place, Entry.parse(change.apply(entries.get(place).text())));
        assertThat(changed).isNotEqualTo(entries);
        return changed;
    }

    private static int place(List<? extends Entry> entries, String kind) {
        return IntStream.range(0, entries.size())
                .filter(i -> entries.get(i).kind().word().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    /** The fields of a line, one of them changed. */
    private static UnaryOperator<String> field(int number, String value) {
        return line -> {
            String[] fields = line.split("\\|", -1);
            fields[number] = value;
            return String.join("|", fields);
        };
    }

    private static List<Entry> without(String kind) {
        return DemoReceipts.entries(honest).stream()
                .filter(entry -> !entry.kind().word().equals(kind))
                .toList();
    }

    @Test
    void theTruthMayBeSealedAgain() {
        assertThat(sealed(DemoReceipts.entries(honest))).isInstanceOf(Verified.class);
    }

    @Test
    void pricesOutsideTheGridsAreFound() {
        assertWrong(with("match", field(5, "63999")), "is outside the grid's");
        assertWrong(with("match", field(10, "294901")), "is outside the grid's");
        assertWrong(with("period-opened", field(3, "294899")), "is outside the grid's");
    }

    @Test
    void otherEnergyThanTheBidsAllowIsFound() {
        assertWrong(with("match", field(4, "257076121")), "its bids would exchange 257076120 mJ");
        assertWrong(with("prosumer-bid", field(3, "257076119")), "its bids would exchange 257076119 mJ");
        assertWrong(with("matching", field(2, "257076119")), "all pairs together move 257076119 mJ");
        assertWrong(with("matching", field(1, "auction")), "the market has no matcher called 'auction'");
    }

    @Test
    void aBidThatIsNotTheStandingsIsFound() {
        assertWrong(with("standing", field(4, "216635887881")), "its inventory is not that of the EV's standing");
        assertWrong(with("standing", field(1, "EV2")), "its inventory is not that of the EV's standing");
    }

    @Test
    void exchangesBeyondTheBidAreFound() {
        assertWrong(with("exchange", field(4, "12531911")), "available after it are 17723355969 mJ");
        assertWrong(with("vehicle-bid", field(7, "no")), "its bids would exchange 0 mJ");
        assertWrong(with("vehicle-bid", field(8, "8766809")), "in this sample");
        assertWrong(with("exchange", field(2, "1")), "sample 1 is outside [2, 5]");
    }

    @Test
    void moneyThatDoesNotFollowIsFound() {
        assertWrong(with("settlement", field(11, "2105881")), "the exchanges and prices lead to 'settlement|");
        assertWrong(with("settlement", field(3, "prosumer:L2")), "the exchanges and prices lead to 'settlement|");
        assertWrong(with("inventory", field(4, "1769613741")), "the exchanges and prices lead to 'inventory|");
        assertWrong(with("inventory", field(2, "DRIVEN")), "it comes after entries of a later step");
    }

    @Test
    void anyMissingEntryIsFound() {
        assertWrong(without("period-opened"), "the opening of the period is missing before it");
        assertWrong(without("standing"), "its inventory is not that of the EV's standing");
        assertWrong(without("prosumer-bid"), "the bid of L1 is missing before it");
        assertWrong(without("vehicle-bid"), "the bid of EV1 is missing before it");
        assertWrong(without("matching"), "the result of the matching is missing before it");
        assertWrong(without(EntryKind.MATCH.word()), "it is not of match");
        assertWrong(without(EntryKind.EXCHANGE.word()), "the exchanges leave nothing more to settle");
        assertWrong(without(EntryKind.SETTLEMENT_LINE.word()), "the exchanges and prices lead to 'settlement|");
        assertWrong(without(EntryKind.INVENTORY_ENTRY.word()), "is missing");
    }

    @Test
    void anyEntryThatStandsTwiceIsFound() {
        var entries = DemoReceipts.entries(honest);
        for (int i = 0; i < entries.size(); i++) {
            List<Entry> doubled = new ArrayList<>(entries);
            doubled.add(i, entries.get(i));
            assertThat(sealed(doubled)).as(entries.get(i).text()).isInstanceOf(Wrong.class);
        }
    }

    @Test
    void entriesOfAnotherMatchAreFound() {
        assertThat(sealed(DemoReceipts.entries(other))).isInstanceOf(Wrong.class);
        for (Entry foreign : DemoReceipts.entries(other)) {
            for (int i = 0; i <= honest.entries().size(); i++) {
                List<Entry> mixed = new ArrayList<>(DemoReceipts.entries(honest));
                mixed.add(i, foreign);
                assertThat(sealed(mixed)).as("%s at %d", foreign.text(), i).isInstanceOf(Wrong.class);
            }
        }
    }

    @Test
    void aPeriodThatWasAbandonedBooksNothing() {
        List<Entry> abandoned = new ArrayList<>(DemoReceipts.entries(honest).subList(0, 8));
        abandoned.add(new Abandonment("no readings"));
        assertThat(sealed(abandoned).toString()).contains("nothing was booked: the period was abandoned");
        List<Entry> both = new ArrayList<>(DemoReceipts.entries(honest));
        both.add(new Abandonment("too late"));
        assertWrong(both, "the period has ended before");
    }

    /** A bid of EV1, as it may stand in the block. */
    private static SignedBid bid(SigningKey key, String vehicle, String grid, MatchingPeriod period) {
        var party = new VehicleId(vehicle);
        var token = new BidToken(party, new GridId(grid), period, 4, PLENTY, PLENTY);
        return new SignedBid(party, 4, PLENTY, PLENTY, token.sign(key));
    }

    private static List<Entry> withBid(SignedBid bid) {
        List<Entry> entries = new ArrayList<>(DemoReceipts.entries(honest));
        entries.add(1, bid);
        return entries;
    }

    @Test
    void aSignedBidIsOfTheMatchAndItsPeriod() {
        var key = SigningKey.generate(new SecureRandom());
        var period = honest.block().key().period();
        var good = withBid(bid(key, "EV1", "home", period));
        assertThat(sealed(good)).isInstanceOf(Verified.class);
        assertWrong(withBid(bid(key, "EV1", "home", period.next())), "the token is for home/2019-08-04T00:06:00Z");
        assertWrong(withBid(bid(key, "EV1", "away", period)), "the token is for away/");
        assertWrong(withBid(bid(key, "EV2", "home", period)), "a bid before it is signed by neither");
        var stolen = bid(key, "EV1", "home", period);
        assertWrong(
                withBid(new SignedBid(stolen.party(), 4, new Energy(5), new Energy(7), stolen.token())),
                "the token says other than the entry");
    }

    @Test
    void aKnownKeyTellsWhoSignedABid() {
        var key = SigningKey.generate(new SecureRandom());
        var stranger = SigningKey.generate(new SecureRandom());
        var period = honest.block().key().period();
        var keys =
                Trust.NOBODY.withKeys(List.of("vehicle:EV1 " + key.publicKey().text()));
        var others =
                Trust.NOBODY.withKeys(List.of("vehicle:EV2 " + key.publicKey().text()));
        var good = DemoReceipts.sealedAgain(honest, withBid(bid(key, "EV1", "home", period)));
        var forged = DemoReceipts.sealedAgain(honest, withBid(bid(stranger, "EV1", "home", period)));
        assertThat(ReceiptVerifier.of(good, keys).toString())
                .contains("The bids of EV1 are signed with the keys you gave. It holds no signed bid of L");
        assertThat(ReceiptVerifier.of(good, Trust.NOBODY).toString())
                .contains("The signatures of bids of EV1 are not checked: no --keys.");
        assertThat(ReceiptVerifier.of(good, others).toString())
                .contains("The signatures of bids of EV1 are not checked: not in the keys you gave.");
        assertThat(ReceiptVerifier.of(forged, Trust.NOBODY)).isInstanceOf(Verified.class);
        assertThat(ReceiptVerifier.of(forged, keys)).isInstanceOf(Wrong.class);
    }

    @Test
    void keysOfPartiesAreReadStrictly() {
        String key = SigningKey.generate(new SecureRandom()).publicKey().text();
        for (String line :
                List.of("", "vehicle:EV1", "EV1 " + key, "vehicle:EV1 " + key + "=", "vehicle:EV1  " + key)) {
            assertThatIllegalArgumentException().isThrownBy(() -> Trust.NOBODY.withKeys(List.of(line)));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Trust.NOBODY.withKeys(List.of("vehicle:EV1 " + key, "vehicle:EV1 " + key)))
                .withMessage("two keys are given for vehicle:EV1");
    }

    @Test
    void aCheckpointOfAnotherGridIsFound() {
        var moved = new Receipt(
                honest.match(),
                honest.block(),
                honest.entries(),
                honest.inLog(),
                List.of(),
                true,
                Checkpoints.of(
                        new GridId("away"),
                        honest.checkpoint().size(),
                        HexFormat.of().parseHex(honest.checkpoint().root())),
                "");
        assertThat(ReceiptVerifier.of(moved, Trust.NOBODY))
                .isInstanceOfSatisfying(
                        Wrong.class,
                        wrong -> assertThat(wrong.why()).isEqualTo("it is no checkpoint of the block's grid"));
    }
}
