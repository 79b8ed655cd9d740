package ems.ledger.door;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import ems.ledger.key.SigningKey;
import ems.ledger.token.BidToken;
import ems.market.bid.BidOutcome;
import ems.market.bid.BidRefusal;
import ems.market.bid.BidRefusal.BadSignature;
import ems.market.bid.BidRefusal.ClosedPeriod;
import ems.market.bid.BidRefusal.EarlierPeriod;
import ems.market.bid.BidRefusal.EnergyOutOfRange;
import ems.market.bid.BidRefusal.Malformed;
import ems.market.bid.BidRefusal.Replay;
import ems.market.bid.BidRefusal.Revoked;
import ems.market.bid.BidRefusal.SecondBid;
import ems.market.bid.BidRefusal.UnknownAgent;
import ems.market.bid.BidRefusal.WrongGrid;
import ems.market.bid.BidRefused;
import ems.market.party.GridId;
import ems.market.party.Party;
import ems.market.party.PeriodKey;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.SignedBid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

/** What the door for signed bids promises, whichever database it is. */
abstract class SignedBidStoreContract {

    private static final GridId HOME = new GridId("home");
    private static final GridId AWAY = new GridId("away");
    private static final Party EV1 = new VehicleId("EV1");
    private static final Party EV2 = new VehicleId("EV2");
    private static final Party L1 = new ProsumerId("L1");
    private static final MatchingPeriod NOON = MatchingPeriod.parse("2026-01-31T12:00:00Z");
    private static final Instant BEFORE = NOON.start().minusNanos(1);
    private static final BidLimits LIMITS = new BidLimits(10, new Energy(1_000));

    private final Map<Party, SigningKey> keys = new HashMap<>();
    private final Map<Party, RegisteredAgent> registry = new HashMap<>();
    private final FindKey findKey =
            (grid, party) -> grid.equals(HOME) ? Optional.ofNullable(registry.get(party)) : Optional.empty();
    private DataSource database;
    private SignedBidStore door;
    private BidSigner signing;

    /** A database with the ledger's tables and nothing in them. */
    abstract DataSource emptyDatabase();

    @BeforeEach
    void openADoor() {
        database = emptyDatabase();
        door = new SignedBidStore(database, findKey, LIMITS);
        for (Party party : List.of(EV1, EV2, L1)) {
            byte[] seed = new byte[32];
            seed[0] = (byte) keys.size();
            keys.put(party, SigningKey.of(seed));
            registry.put(party, new RegisteredAgent(keys.get(party).publicKey(), false));
        }
        signing = new BidSigner(HOME, keys);
    }

    private String bid(Party party, MatchingPeriod period, long sequence) {
        return signing.sign(party, period, sequence, new Energy(1_000), Energy.ZERO);
    }

    private SignedBid accept(String token) {
        return door.accept(HOME, token, BEFORE);
    }

    private void refuses(String token, BidRefusal refusal) {
        refuses(token, BEFORE, refusal);
    }

    private void refuses(String token, Instant now, BidRefusal refusal) {
        assertThatExceptionOfType(BidRefused.class)
                .isThrownBy(() -> door.accept(HOME, token, now))
                .withMessage(refusal.message())
                .extracting(BidRefused::refusal)
                .isEqualTo(refusal);
    }

    private List<SignedBid> at(MatchingPeriod period) {
        return door.taken(new PeriodKey(HOME, period));
    }

    @Test
    void aBidIsKeptAsItArrived() {
        String token = bid(EV1, NOON, 17);
        var kept = accept(token);
        assertThat(kept).isEqualTo(new SignedBid(EV1, 17, new Energy(1_000), Energy.ZERO, token));
        assertThat(at(NOON)).containsExactly(kept);
        assertThat(new SignedBidStore(database, findKey, LIMITS).of(new PeriodKey(HOME, NOON)))
                .containsExactly(kept);
        BidToken.check(kept, new PeriodKey(HOME, NOON), keys.get(EV1).publicKey());
    }

    @Test
    void bidsStandInTheOrderOfTheirArrival() {
        accept(bid(L1, NOON, 1));
        accept(bid(EV2, NOON, 1));
        accept(bid(EV1, NOON, 1));
        accept(bid(EV1, NOON.next(), 2));
        assertThat(at(NOON)).extracting(SignedBid::party).containsExactly(L1, EV2, EV1);
        assertThat(at(NOON.next())).extracting(SignedBid::party).containsExactly(EV1);
    }

    @Test
    void bidsOfAPartyGoForward() {
        accept(bid(EV1, NOON.next(), 1));
        refuses(bid(EV1, NOON, 2), new EarlierPeriod(EV1, NOON, NOON.next()));
        accept(bid(EV1, plus(NOON, 2), 3));
    }

    @Test
    void aBidUnderAKeyThatIsNoLongerThePartysIsNotHandedOut() {
        accept(bid(EV1, NOON, 1));
        accept(bid(EV2, NOON, 1));
        accept(bid(L1, NOON, 1));
        registry.put(EV1, new RegisteredAgent(keys.get(EV2).publicKey(), false));
        registry.put(L1, new RegisteredAgent(keys.get(L1).publicKey(), true));
        assertThat(door.of(new PeriodKey(HOME, NOON)))
                .extracting(SignedBid::party)
                .containsExactly(EV2);
    }

    @Test
    void aPeriodIsOpenUntilItStarts() {
        refuses(bid(EV1, NOON, 1), NOON.start(), new ClosedPeriod(NOON, NOON.next(), plus(NOON, 10)));
        door.accept(HOME, bid(EV1, NOON, 1), NOON.start().minusNanos(1));
    }

    @Test
    void aPeriodIsOpenNoEarlierThanTenPeriodsAhead() {
        refuses(bid(EV1, plus(NOON, 10), 1), new ClosedPeriod(plus(NOON, 10), NOON, plus(NOON, 9)));
        accept(bid(EV1, plus(NOON, 9), 1));
        refuses(
                bid(EV1, MatchingPeriod.parse("9999-01-31T12:00:00Z"), 2),
                new ClosedPeriod(MatchingPeriod.parse("9999-01-31T12:00:00Z"), NOON, plus(NOON, 9)));
    }

    private static MatchingPeriod plus(MatchingPeriod period, int periods) {
        return new MatchingPeriod(period.start().plusSeconds(60L * periods));
    }

    @Test
    void aPeriodWhoseBidsWereReadTakesNoMore() {
        accept(bid(EV1, NOON, 1));
        assertThat(door.of(new PeriodKey(HOME, NOON))).hasSize(1);
        refuses(bid(EV2, NOON, 1), new ClosedPeriod(NOON, NOON.next(), plus(NOON, 9)));
        assertThat(door.of(new PeriodKey(HOME, NOON))).hasSize(1);
        accept(bid(EV2, NOON.next(), 2));
    }

    @Test
    void theSameBidTwiceIsAReplayThoughTheDoorWasShutBetween() {
        String token = bid(EV1, NOON, 17);
        accept(token);
        door = new SignedBidStore(database, findKey, LIMITS);
        refuses(token, new Replay(EV1, 17, 17));
        refuses(bid(EV1, NOON.next(), 16), new Replay(EV1, 16, 17));
        accept(bid(EV1, NOON.next(), 18));
    }

    @Test
    void theSequenceOutlivesTheBids() {
        accept(bid(EV1, NOON, 17));
        accept(bid(EV1, NOON.next(), 18));
        assertThat(door.retire(HOME, NOON.next())).isEqualTo(1);
        assertThat(at(NOON)).isEmpty();
        assertThat(at(NOON.next())).hasSize(1);
        refuses(bid(EV1, plus(NOON, 2), 18), new Replay(EV1, 18, 18));
        refuses(bid(EV1, NOON, 19), new ClosedPeriod(NOON, NOON.next(), plus(NOON, 9)));
    }

    @Test
    void oneBidOfAPartyIsTheMost() {
        accept(bid(EV1, NOON, 1));
        refuses(bid(EV1, NOON, 2), new SecondBid(EV1, NOON));
        accept(bid(EV1, NOON.next(), 2));
    }

    @Test
    void partiesWithoutAKeyOrRevokedAreRefused() {
        registry.remove(EV2);
        registry.put(EV1, new RegisteredAgent(keys.get(EV1).publicKey(), true));
        refuses(bid(EV2, NOON, 1), new UnknownAgent(EV2, HOME));
        refuses(bid(EV1, NOON, 1), new Revoked(EV1));
    }

    @Test
    void aKeyThatWasReplacedSignsNoMore() {
        String before = bid(EV1, NOON, 1);
        registry.put(EV1, registry.get(EV2));
        refuses(before, new BadSignature(EV1));
    }

    @Test
    void aBidForAnotherGridIsRefused() {
        String token = new BidSigner(AWAY, keys).sign(EV1, NOON, 1, Energy.ZERO, Energy.ZERO);
        refuses(token, new WrongGrid(AWAY, HOME));
    }

    @Test
    void moreEnergyThanMayBeBidIsRefused() {
        refuses(
                signing.sign(EV1, NOON, 1, new Energy(1_001), Energy.ZERO),
                new EnergyOutOfRange("most_in", 1_001, 1_000));
        refuses(
                signing.sign(EV1, NOON, 1, Energy.ZERO, new Energy(1_001)),
                new EnergyOutOfRange("most_out", 1_001, 1_000));
    }

    @Test
    void whatIsRefusedLeavesNoTrace() {
        accept(bid(EV1, NOON, 1));
        refuses(bid(EV1, NOON, 9), new SecondBid(EV1, NOON));
        accept(bid(EV1, NOON.next(), 2));
        assertThat(at(NOON)).hasSize(1);
    }

    @Test
    void nonsenseIsMalformed() {
        for (String token :
                new String[] {null, "", ".", "..", "a.b.c", "\u0000", "é".repeat(5_000), "A".repeat(1_025)}) {
            assertThatExceptionOfType(BidRefused.class)
                    .isThrownBy(() -> accept(token))
                    .extracting(BidRefused::refusal)
                    .isInstanceOf(Malformed.class);
        }
    }

    @Test
    void manyAtOnceAreEachJudgedInTheirOrder() {
        String first = bid(EV1, NOON, 1);
        var outcomes = door.acceptAll(
                HOME,
                List.of(first, first, bid(EV1, NOON, 2), "nonsense", bid(EV2, NOON, 1), bid(EV1, NOON.next(), 2)),
                BEFORE);
        assertThat(outcomes.get(0)).isInstanceOf(BidOutcome.Accepted.class);
        assertThat(outcomes.get(1)).isEqualTo(new BidOutcome.Refused(new Replay(EV1, 1, 1)));
        assertThat(outcomes.get(2)).isEqualTo(new BidOutcome.Refused(new SecondBid(EV1, NOON)));
        assertThat(outcomes.get(3)).isInstanceOf(BidOutcome.Refused.class);
        assertThat(at(NOON)).extracting(SignedBid::party).containsExactly(EV1, EV2);
        assertThat(at(NOON.next())).extracting(SignedBid::sequence).containsExactly(2L);
        assertThat(door.acceptAll(HOME, List.of(), BEFORE)).isEmpty();
        assertThat(door.acceptAll(HOME, List.of("nonsense"), BEFORE)).hasSize(1);
    }

    /** Whatever is sent, in whatever order: what is kept never repeats a sequence, nor a party in a period. */
    @Test
    void noOrderOfBidsGetsPastTheRules() {
        var random = new Random(1);
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Party party = List.of(EV1, EV2, L1).get(random.nextInt(3));
            tokens.add(bid(party, plus(NOON, random.nextInt(10)), 1 + random.nextInt(40)));
        }
        tokens.addAll(tokens);
        Collections.shuffle(tokens, random);
        List<SignedBid> accepted = new ArrayList<>();
        for (int from = 0; from < tokens.size(); from += 50) {
            for (BidOutcome outcome : door.acceptAll(HOME, tokens.subList(from, from + 50), BEFORE)) {
                if (outcome instanceof BidOutcome.Accepted kept) {
                    accepted.add(kept.bid());
                }
            }
        }
        for (Party party : List.of(EV1, EV2, L1)) {
            assertThat(accepted)
                    .filteredOn(bid -> bid.party().equals(party))
                    .extracting(SignedBid::sequence)
                    .isSorted()
                    .doesNotHaveDuplicates()
                    .isNotEmpty();
        }
        int kept = 0;
        for (int i = 0; i < 10; i++) {
            var bids = at(plus(NOON, i));
            assertThat(bids).extracting(SignedBid::party).doesNotHaveDuplicates();
            kept += bids.size();
        }
        assertThat(kept).isEqualTo(accepted.size());
    }

    @Test
    void ofTheSameBidFromManyOneIsAccepted() throws Exception {
        int many = 4;
        var together = new CyclicBarrier(many);
        var threads = Executors.newFixedThreadPool(many);
        try {
            for (int round = 1; round <= 9; round++) {
                String token = bid(EV1, plus(NOON, round), round);
                Callable<Boolean> sending = () -> {
                    var own = new SignedBidStore(database, findKey, LIMITS);
                    together.await();
                    try {
                        own.accept(HOME, token, BEFORE);
                        return true;
                    } catch (BidRefused e) {
                        assertThat(e.refusal()).isInstanceOf(Replay.class);
                        return false;
                    }
                };
                int accepted = 0;
                for (Future<Boolean> sent : threads.invokeAll(Collections.nCopies(many, sending))) {
                    accepted += sent.get() ? 1 : 0;
                }
                assertThat(accepted).isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void everyFlippedBitIsRefusedWithAReason() {
        byte[] token = bid(EV1, NOON, 17).getBytes(StandardCharsets.US_ASCII);
        for (int bit = 0; bit < token.length * 8; bit++) {
            byte[] other = token.clone();
            other[bit / 8] ^= (byte) (1 << bit % 8);
            String text = new String(other, StandardCharsets.ISO_8859_1);
            try {
                accept(text);
                fail("bit " + bit + " may be flipped: " + text);
            } catch (BidRefused e) {
                assertThat(e.refusal())
                        .as("bit " + bit)
                        .isInstanceOfAny(Malformed.class, BadSignature.class, UnknownAgent.class);
                assertThat(e).hasMessageMatching("[ -~\u0080-\u00ff]+");
            }
        }
        assertThat(at(NOON)).isEmpty();
    }
}
