package ems.ledger.verify;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.sql.DataSource;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import ems.ledger.door.BidLimits;
import ems.ledger.door.BidSigner;
import ems.ledger.door.SignedBidStore;
import ems.ledger.fixture.DemoMarket;
import ems.ledger.key.SigningKey;
import ems.ledger.store.AnchorOutbox;
import ems.ledger.store.LedgerExporter;
import ems.ledger.store.LedgerTables;
import ems.ledger.store.RegistryKeys;
import ems.ledger.store.StoredJournal;
import ems.ledger.store.StoredLedger;
import ems.ledger.verify.Verification.Verified;
import ems.ledger.verify.Verification.Wrong;
import ems.market.ledger.Identities;
import ems.market.party.Party;
import ems.market.party.PeriodKey;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.period.MemberChange;
import ems.market.period.Task;
import ems.market.quantity.Energy;
import ems.market.record.AgentKey;
import ems.market.record.Exchange;
import ems.market.record.Flow;
import ems.market.record.Match;
import ems.market.record.PeriodRecord;
import ems.market.record.ProsumerBid;
import ems.market.record.Rejection;
import ems.market.record.SignedBid;
import ems.market.record.VehicleBid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** A market whose members sign their bids: nobody trades more than they signed for, and the ledger proves it. */
class SignedMarketTest {

    private static final Party L1 = new ProsumerId("L1");
    private static final Party L2 = new ProsumerId("L2");
    private static final Party EV1 = new VehicleId("EV1");
    private static final Party EV2 = new VehicleId("EV2");
    private static final Energy PLENTY = Energy.ofKilowattHours("1");

    @TempDir
    Path folder;

    private final Map<Party, SigningKey> keys = new HashMap<>();
    private final Map<Party, Long> sequences = new HashMap<>();
    private DataSource database;
    private AnchorOutbox outbox;
    private StoredJournal journal;
    private StoredLedger ledger;
    private SignedBidStore door;
    private DemoMarket demo;

    private static SigningKey key(int number) {
        byte[] seed = new byte[32];
        seed[0] = (byte) number;
        return SigningKey.of(seed);
    }

    @BeforeEach
    void openAGridOfSigners() {
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:signers" + System.nanoTime() + ";DB_CLOSE_DELAY=-1;NON_KEYWORDS=VALUE,KEY");
        database = LedgerTables.in(source);
        outbox = new AnchorOutbox(database, Map.of(), Duration.ofSeconds(30));
        journal = new StoredJournal(database);
        ledger = new StoredLedger(database, outbox);
        door = new SignedBidStore(database, new RegistryKeys(ledger), BidLimits.USUAL);
        Stream.of(L1, L2, EV1, EV2).forEach(party -> keys.put(party, key(keys.size() + 1)));
        List<AgentKey> enrolled = keys.entrySet().stream()
                .map(key -> agentKey(key.getKey(), key.getValue()))
                .toList();
        demo = new DemoMarket(2, 2, 3, journal, ledger, door).open(new Identities(Optional.empty(), enrolled));
    }

    @AfterEach
    void stopSending() {
        outbox.close();
    }

    private static AgentKey agentKey(Party party, SigningKey key) {
        return new AgentKey(party, AgentKey.BIDS, key.publicKey().text());
    }

    private void bid(Party party, PeriodKey key, Energy in, Energy out) {
        long sequence = sequences.merge(party, 1L, Long::sum);
        String token = new BidSigner(DemoMarket.GRID, keys).sign(party, key.period(), sequence, in, out);
        door.accept(DemoMarket.GRID, token, key.period().start().minusSeconds(1));
    }

    private void bidAll(PeriodKey key) {
        Stream.of(L1, L2, EV1, EV2).forEach(party -> bid(party, key, PLENTY, PLENTY));
    }

    private PeriodRecord run(int period) {
        demo.run(DemoMarket.key(period));
        return journal.read(DemoMarket.key(period));
    }

    private Verification verified(UnaryOperator<String> change) throws IOException {
        new LedgerExporter(database).export(DemoMarket.GRID, folder, folder.resolve("none"));
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("blocks.txt"))) {
            lines.add(change.apply(line));
        }
        Files.write(folder.resolve("blocks.txt"), lines);
        return LedgerVerifier.of(folder);
    }

    private void assertVerified() throws IOException {
        assertThat(verified(line -> line)).isInstanceOf(Verified.class);
    }

    @Test
    void whoSignsTradesAndTheLedgerHoldsWhatWasSigned() throws IOException {
        for (int period = 0; period < 4; period++) {
            bidAll(DemoMarket.key(period));
            var record = run(period);
            assertThat(record.all(SignedBid.class)).hasSize(4);
            assertThat(record.all(Match.class)).isNotEmpty();
        }
        assertVerified();
    }

    @Test
    void whoSignsNothingTakesNoPart() throws IOException {
        bid(L1, DemoMarket.key(0), PLENTY, PLENTY);
        bid(EV2, DemoMarket.key(0), PLENTY, PLENTY);
        var record = run(0);
        assertThat(record.all(ProsumerBid.class))
                .extracting(ProsumerBid::prosumer)
                .containsExactly((ProsumerId) L1);
        assertThat(record.all(VehicleBid.class)).extracting(VehicleBid::vehicle).containsExactly((VehicleId) EV2);
        assertThat(record.all(Rejection.class))
                .filteredOn(no -> no.reason().equals("it signed no bid for this period"))
                .extracting(Rejection::party)
                .containsExactlyInAnyOrder(L2, EV1);
        assertVerified();
    }

    @Test
    void nobodyMovesMoreThanHeSignedFor() throws IOException {
        var little = new Energy(36_000);
        for (Party party : List.of(L1, L2, EV1, EV2)) {
            bid(party, DemoMarket.key(0), little, little);
        }
        var record = run(0);
        assertThat(record.all(Exchange.class)).isNotEmpty();
        for (Match match : record.all(Match.class)) {
            for (Flow flow : Flow.values()) {
                long moved = record.all(Exchange.class).stream()
                        .filter(exchange -> exchange.match().equals(match.id()) && exchange.flow() == flow)
                        .mapToLong(exchange -> exchange.energy().millijoules())
                        .sum();
                assertThat(moved).isLessThanOrEqualTo(little.millijoules());
            }
        }
        assertVerified();
    }

    @Test
    void aRegistrationIsNotChangedInAPeriodBeforeOneThatHasBegun() {
        bidAll(DemoMarket.key(1));
        demo.upToMatch(DemoMarket.key(1));
        assertThatIllegalStateException()
                .isThrownBy(() -> demo.market().changeKey(DemoMarket.key(0), agentKey(EV1, key(99))))
                .withMessageContaining("the later period 2019-08-04T00:01:00Z has begun");
        assertThatIllegalStateException()
                .isThrownBy(() -> demo.market().revoke(DemoMarket.key(0), EV1, "stolen"))
                .withMessageContaining("has begun");
    }

    @Test
    void whoeverUsedUpTheSequencesWithAStolenKeyDoesNotLockItsOwnerOut() throws IOException {
        sequences.put(EV1, SignedBid.MOST_NUMBER - 1);
        bid(EV1, DemoMarket.key(0), PLENTY, PLENTY);
        demo.market().changeKey(DemoMarket.key(0), agentKey(EV1, key(99)));
        run(0);
        keys.put(EV1, key(99));
        sequences.remove(EV1);
        bid(EV1, DemoMarket.key(1), PLENTY, PLENTY);
        assertThat(run(1).all(SignedBid.class)).extracting(SignedBid::party).contains(EV1);
        assertVerified();
    }

    @Test
    void aKeyThatIsNoneSpeaksForNobodyAndStopsNothing() throws IOException {
        bidAll(DemoMarket.key(0));
        String noPoint = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[32]);
        demo.market().changeKey(DemoMarket.key(0), new AgentKey(EV1, AgentKey.BIDS, noPoint));
        run(0);
        bid(EV2, DemoMarket.key(1), PLENTY, PLENTY);
        assertThat(run(1).all(Rejection.class))
                .filteredOn(no -> no.reason().equals("it signed no bid for this period"))
                .extracting(Rejection::party)
                .contains(EV1);
        assertVerified();
    }

    @Test
    void aChangedKeyHoldsFromTheNextBlockOnAndMeanwhileItsPartyTakesNoPart() throws IOException {
        bidAll(DemoMarket.key(0));
        bidAll(DemoMarket.key(1));
        demo.market().changeKey(DemoMarket.key(0), agentKey(EV1, key(99)));
        assertThat(run(0).all(SignedBid.class)).extracting(SignedBid::party).contains(EV1);
        // signed with the key of before, which arrived while it held
        assertThat(run(1).all(SignedBid.class))
                .hasSize(3)
                .extracting(SignedBid::party)
                .doesNotContain(EV1);
        keys.put(EV1, key(99));
        bidAll(DemoMarket.key(2));
        assertThat(run(2).all(SignedBid.class)).extracting(SignedBid::party).contains(EV1);
        assertVerified();
    }

    @Test
    void whoIsNotEnrolledOrRevokedIsRejectedAndALedgerWithItsBidIsRefused() throws IOException {
        demo.market().change(DemoMarket.key(0), List.of(new MemberChange.Leaving(L1, 7)));
        bidAll(DemoMarket.key(0));
        assertThat(run(0).all(ProsumerBid.class))
                .extracting(ProsumerBid::prosumer)
                .contains((ProsumerId) L1);
        bid(L2, DemoMarket.key(1), PLENTY, PLENTY);
        bid(EV1, DemoMarket.key(1), PLENTY, PLENTY);
        bid(EV2, DemoMarket.key(1), PLENTY, PLENTY);
        assertThat(run(1).all(Rejection.class))
                .filteredOn(no -> no.reason().equals("the ledger knows it as no member"))
                .extracting(Rejection::party)
                .containsExactly(L1);
        assertVerified();
        var forged = verified(
                line -> line.startsWith("rejection|prosumer:L1|") ? "prosumer-bid|L1|SURPLUS|4|persistence|-" : line);
        assertThat(forged).isInstanceOf(Wrong.class);
    }

    @Test
    void bidsSignedAheadWithAnEarlierKeyStandInNobodysWay() throws IOException {
        bidAll(DemoMarket.key(0));
        bidAll(DemoMarket.key(1));
        bidAll(DemoMarket.key(2));
        bidAll(DemoMarket.key(3));
        demo.market().change(DemoMarket.key(0), List.of(new MemberChange.Rekeying(agentKey(EV1, key(99)), 7)));
        run(0);
        keys.put(EV1, key(99));
        bid(EV1, DemoMarket.key(2), PLENTY, PLENTY);
        run(1);
        assertThat(run(2).all(SignedBid.class)).extracting(SignedBid::party).contains(EV1);
        assertThat(run(3).all(SignedBid.class)).extracting(SignedBid::party).doesNotContain(EV1);
        assertVerified();
    }

    @Test
    void aRegistrationThatWaitsForAStuckPeriodKeepsItsPartyOut() throws IOException {
        bidAll(DemoMarket.key(0));
        bidAll(DemoMarket.key(1));
        demo.market().changeKey(DemoMarket.key(0), agentKey(EV1, key(99)));
        demo.market().revoke(DemoMarket.key(1), EV2, "stolen");
        demo.market().perform(Task.COLLECT_BIDS, DemoMarket.key(0));
        demo.upToMatch(DemoMarket.key(1));
        var record = journal.read(DemoMarket.key(1));
        assertThat(record.all(SignedBid.class)).extracting(SignedBid::party).doesNotContain(EV1);
        assertThat(record.all(Rejection.class))
                .filteredOn(no -> no.reason().equals("its registration is changing"))
                .extracting(Rejection::party)
                .containsExactly(EV1);
        run(0);
        run(1);
        assertVerified();
    }

    @Test
    void aReceiptTellsWhoseBidsAreSignedAndWithWhichKeys() throws IOException {
        bidAll(DemoMarket.key(0));
        var match = run(0).all(Match.class).get(0);
        assertVerified();
        var file = Files.writeString(
                folder.resolve("mine.receipt"),
                new ExportedReceipts(folder).receipt(match.id()).text());
        String pair = match.prosumer() + " and " + match.vehicle();
        assertThat(told(file)).contains("The signatures of bids of " + pair + " are not checked: no --keys.");
        var own = Files.writeString(
                folder.resolve("keys"), line(match.prosumer(), keys) + "\n" + line(match.vehicle(), keys) + "\n");
        assertThat(told(file, "--keys", own)).contains("The bids of " + pair + " are signed with the keys you gave.");
        keys.put(match.vehicle(), key(99));
        var other = Files.writeString(folder.resolve("other"), line(match.vehicle(), keys) + "\n");
        assertThat(told(file, "--keys", other)).contains("wrong: line ");
        assertThat(told(file, "--keys", file)).contains("is no");
        assertThat(told(folder, "--keys", own)).contains("--keys is for a receipt");
    }

    private static String line(Party party, Map<Party, SigningKey> keys) {
        return party.account() + ' ' + keys.get(party).publicKey().text();
    }

    private static String told(Object... arguments) {
        var out = new StringWriter();
        new CommandLine(new VerifyCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
        return out.toString();
    }

    @Test
    void anyLieAboutASignedBidIsFound() throws IOException {
        bidAll(DemoMarket.key(0));
        run(0);
        assertVerified();
        var signed = journal.read(DemoMarket.key(0)).all(SignedBid.class).get(2);
        var forged = new BidSigner(DemoMarket.GRID, Map.of(signed.party(), key(77)))
                .sign(signed.party(), DemoMarket.key(0).period(), 1, PLENTY, PLENTY);
        var later = new BidSigner(DemoMarket.GRID, keys)
                .sign(signed.party(), DemoMarket.key(1).period(), 1, PLENTY, PLENTY);
        List<SignedBid> lies = List.of(
                new SignedBid(signed.party(), 2, signed.mostIn(), signed.mostOut(), signed.token()),
                new SignedBid(signed.party(), 1, PLENTY.plus(new Energy(1)), PLENTY, signed.token()),
                new SignedBid(signed.party(), 1, PLENTY, PLENTY.plus(new Energy(1)), signed.token()),
                new SignedBid(L1, 1, PLENTY, PLENTY, signed.token()),
                new SignedBid(signed.party(), 1, PLENTY, PLENTY, forged),
                new SignedBid(signed.party(), 1, PLENTY, PLENTY, later));
        for (SignedBid lie : lies) {
            assertThat(verified(line -> line.equals(signed.text()) ? lie.text() : line))
                    .as(lie.text())
                    .isInstanceOfSatisfying(
                            Wrong.class,
                            wrong -> assertThat(wrong.entry().line()).isEqualTo(lie.text()));
        }
    }
}
