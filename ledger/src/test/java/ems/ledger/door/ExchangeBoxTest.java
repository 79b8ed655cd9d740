package ems.ledger.door;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.LongStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import ems.ledger.key.SigningKey;
import ems.ledger.token.ExchangeToken;
import ems.market.exchange.SignedExchanges.Arrived;
import ems.market.party.EnergyInventory;
import ems.market.party.GridId;
import ems.market.party.OperableWindow;
import ems.market.party.Party;
import ems.market.party.PeriodKey;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Money;
import ems.market.quantity.NetEnergy;
import ems.market.quantity.Price;
import ems.market.record.AgreedPrice;
import ems.market.record.ExchangeStatement;
import ems.market.record.Match;
import ems.market.record.MatchId;
import ems.market.record.PeriodRecord;
import ems.market.record.Permission;
import ems.market.record.ProsumerBid;
import ems.market.record.RuleReference;
import ems.market.record.Step;
import ems.market.record.StepRecord;
import ems.market.record.VehicleBid;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** What comes in of 12:00, in which L1, a private home, is matched with EV1, which may store 500 mJ; and L2 with EV2. */
class ExchangeBoxTest {

    private static final GridId HOME = new GridId("home");
    private static final ProsumerId L1 = new ProsumerId("L1");
    private static final ProsumerId L2 = new ProsumerId("L2");
    private static final VehicleId EV1 = new VehicleId("EV1");
    private static final VehicleId EV2 = new VehicleId("EV2");
    private static final MatchingPeriod NOON = MatchingPeriod.parse("2026-01-31T12:00:00Z");
    private static final PeriodKey BLOCK = new PeriodKey(HOME, NOON);
    private static final Instant NOW = NOON.end().plusSeconds(1);

    private final Map<Party, RegisteredAgent> registry = new HashMap<>();
    private final Map<PeriodKey, PeriodRecord> journal = new HashMap<>();
    private final Set<ProsumerId> privately = new HashSet<>(Set.of(L1));
    private boolean isTheCarsKeyHere;
    private final KeptHere kept = new KeptHere();
    private ExchangeBox box = nextLife();

    private ExchangeBox nextLife() {
        return new ExchangeBox(
                HOME,
                (grid, party) -> Optional.ofNullable(registry.get(party)),
                key -> journal.getOrDefault(key, PeriodRecord.blank(key)),
                privately::contains,
                registered -> isTheCarsKeyHere ? Optional.of(key(3)) : Optional.empty(),
                kept);
    }

    /** Instead of a table. */
    private static final class KeptHere implements KeptStatements {

        private final List<ExchangeStatement> all = new ArrayList<>();
        private boolean isBroken;

        @Override
        public void keep(List<ExchangeStatement> taken) {
            if (isBroken) {
                throw new IllegalStateException("the disk is full");
            }
            all.addAll(taken);
        }

        @Override
        public List<String> all() {
            return all.stream().map(ExchangeStatement::token).toList();
        }

        @Override
        public void forget(MatchingPeriod before) {
            all.removeIf(said -> said.match().period().isBefore(before));
        }
    }

    @BeforeEach
    void match() {
        registry.put(L1, new RegisteredAgent(key(1).publicKey(), false));
        registry.put(L2, new RegisteredAgent(key(2).publicKey(), false));
        registry.put(EV1, new RegisteredAgent(key(3).publicKey(), false));
        journal.put(
                BLOCK,
                PeriodRecord.sealed(
                        BLOCK, List.of(home(L1), home(L2), car(EV1), car(EV2), match(L1, EV1), match(L2, EV2))));
    }

    private static ProsumerBid home(ProsumerId home) {
        return new ProsumerBid(home, NetEnergy.ofMillijoules(400), "agent", OptionalInt.empty());
    }

    private static VehicleBid car(VehicleId car) {
        return new VehicleBid(
                car,
                new EnergyInventory(new Energy(500), Money.ZERO),
                new OperableWindow(new Energy(100), new Energy(1_000)),
                new Permission(true, true),
                Optional.empty());
    }

    private static Match match(ProsumerId home, VehicleId car) {
        var price = new AgreedPrice(new Price(1), new RuleReference("pricing", 1, "half way", "v1"));
        return new Match(MatchId.of(NOON, home, car), home, car, new Energy(400), price, price);
    }

    private static SigningKey key(int number) {
        byte[] seed = new byte[32];
        seed[0] = (byte) number;
        return SigningKey.of(seed);
    }

    private static ExchangeToken says(Party by, Party with, MatchingPeriod period, long... samples) {
        return new ExchangeToken(
                by,
                HOME,
                period,
                with,
                LongStream.of(samples).mapToObj(NetEnergy::ofMillijoules).toList(),
                Optional.empty());
    }

    private static ExchangeToken l1Says(long first) {
        return says(L1, EV1, NOON, first, 0, 0, 0, 0, 0);
    }

    private Optional<String> take(String token) {
        return take(token, NOW);
    }

    private Optional<String> take(String token, Instant now) {
        return box.take(List.of(token), party -> true, now).get(0);
    }

    private void refuses(String token, String reason) {
        assertThat(take(token)).contains(reason);
        assertThat(box.statements(BLOCK).statements()).isEmpty();
        assertThat(box.statements(BLOCK).refused())
                .containsEntry(L1, "the statement of prosumer:L1 was refused: " + reason);
    }

    @Test
    void aGoodOneIsHeldAndAskedForAgainTheSame() {
        String token = l1Says(7).sign(key(1));
        String car = says(EV1, L1, NOON, 6, 0, 0, 0, 0, 0).sign(key(3));
        assertThat(box.take(List.of(token, car), party -> true, NOW)).containsOnly(Optional.empty());
        var arrived = box.statements(BLOCK);
        assertThat(arrived.statements())
                .containsOnlyKeys(L1, EV1)
                .containsEntry(L1, l1Says(7).statement(token));
        assertThat(arrived.refused()).isEmpty();
        assertThat(box.statements(BLOCK)).isEqualTo(arrived);
    }

    @Test
    void whatWasAcknowledgedIsThereInTheNextLife() {
        String token = l1Says(7).sign(key(1));
        assertThat(take(token)).isEmpty();
        box = nextLife();
        assertThat(box.held(NOON)).containsExactly(l1Says(7).statement(token));
        assertThat(take(l1Says(8).sign(key(1))))
                .hasValueSatisfying(why -> assertThat(why).endsWith("once is the most"));
        box = nextLife();
        assertThat(box.statements(BLOCK).statements())
                .containsOnly(Map.entry(L1, l1Says(7).statement(token)));
    }

    @Test
    void whatCannotBeKeptIsNotAcknowledgedAndMayComeAgain() {
        kept.isBroken = true;
        assertThatIllegalStateException().isThrownBy(() -> take(l1Says(7).sign(key(1))));
        kept.isBroken = false;
        assertThat(box.held(NOON)).isEmpty();
        assertThat(take(l1Says(7).sign(key(1)))).isEmpty();
    }

    @Test
    void whatAnEarlierLifeHasSettledIsNotHeldAgain() {
        take(l1Says(7).sign(key(1)));
        journal.compute(
                BLOCK, (key, record) -> requireNonNull(record).with(new StepRecord(Step.MEASURE_EXCHANGE, List.of())));
        box = nextLife();
        assertThat(box.held(NOON)).isEmpty();
    }

    @Test
    void anHourOfThemIsKept() {
        take(l1Says(7).sign(key(1)));
        box.statements(new PeriodKey(HOME, new MatchingPeriod(NOON.start().plusSeconds(3_600))));
        assertThat(kept.all()).hasSize(1);
        box.statements(new PeriodKey(HOME, new MatchingPeriod(NOON.start().plusSeconds(3_660))));
        assertThat(kept.all()).isEmpty();
    }

    @Test
    void theFirstOfAPeriodCounts() {
        take(l1Says(7).sign(key(1)));
        assertThat(take(l1Says(8).sign(key(1))))
                .contains("prosumer:L1 has stated its exchange of period 2026-01-31T12:00:00Z, and once is the most");
        assertThat(box.statements(BLOCK).statements().get(L1).samples().get(0)).isEqualTo(NetEnergy.ofMillijoules(7));
        assertThat(box.statements(BLOCK).refused()).isEmpty();
    }

    @Test
    void anothersSignatureIsRefused() {
        refuses(l1Says(7).sign(key(2)), "the signature is not that of prosumer:L1's key over this exchange");
    }

    @Test
    void anotherGridsIsRefused() {
        var away =
                new ExchangeToken(L1, new GridId("away"), NOON, EV1, l1Says(7).samples(), Optional.empty());
        refuses(away.sign(key(1)), "the exchange is for grid away, and this is grid home");
    }

    @Test
    void anotherPairsIsRefused() {
        refuses(
                says(L1, EV2, NOON, 7, 0, 0, 0, 0, 0).sign(key(1)),
                "period 2026-01-31T12:00:00Z has no match 2026-01-31T12:00:00Z~L1~EV2");
    }

    @Test
    void whatTheBidsDoNotAllowIsRefused() {
        refuses(l1Says(501).sign(key(1)), "sample 0 of prosumer:L1's statement has 501 mJ, and the bids allow 500 mJ");
    }

    @Test
    void theMostThatTheBidsAllowIsTaken() {
        assertThat(take(l1Says(500).sign(key(1)))).isEmpty();
    }

    @Test
    void aPeriodThatRunsIsNotStatedYet() {
        assertThat(take(l1Says(7).sign(key(1)), NOON.end().minusSeconds(11)))
                .contains("period 2026-01-31T12:00:00Z has not ended: say then what was exchanged in it");
        assertThat(take(l1Says(7).sign(key(1)), NOON.end().minusSeconds(10))).isEmpty();
    }

    @Test
    void aPeriodOfLongAgoIsLateWithoutALook() {
        var hour = NOON.end().plusSeconds(3_600);
        assertThat(take(l1Says(7).sign(key(1)), hour.plusSeconds(1)))
                .contains("late: period 2026-01-31T12:00:00Z ended more than 1 h ago");
        assertThat(take(l1Says(7).sign(key(1)), hour)).isEmpty();
    }

    @Test
    void onceThePeriodIsSettledItIsLate() {
        assertThat(box.statements(BLOCK)).isEqualTo(Arrived.NOTHING);
        assertThat(take(l1Says(7).sign(key(1))))
                .contains("late: the exchange of period 2026-01-31T12:00:00Z is settled already");
        assertThat(box.statements(BLOCK)).isEqualTo(Arrived.NOTHING);
    }

    @Test
    void aPeriodThatAnotherLifeSettledIsLate() {
        journal.compute(
                BLOCK, (key, record) -> requireNonNull(record).with(new StepRecord(Step.MEASURE_EXCHANGE, List.of())));
        assertThat(take(l1Says(7).sign(key(1))))
                .contains("late: the exchange of period 2026-01-31T12:00:00Z is settled already");
    }

    @Test
    void aPeriodThatWasNotMatchedHasNothingToState() {
        assertThat(take(says(L1, EV1, NOON.previous(), 7, 0, 0, 0, 0, 0).sign(key(1))))
                .contains("period 2026-01-31T11:59:00Z was not matched");
    }

    @Test
    void aMeteredHomeStatesNothing() {
        assertThat(take(says(L2, EV2, NOON, 7, 0, 0, 0, 0, 0).sign(key(2))))
                .contains("L2 is no private home: its meter tells what it exchanged");
    }

    @Test
    void aStrangersRefusalIsNotNotedForTheHome() {
        assertThat(box.take(List.of(l1Says(7).sign(key(2))), party -> false, NOW)
                        .get(0))
                .isPresent();
        assertThat(box.statements(BLOCK)).isEqualTo(Arrived.NOTHING);
    }

    @Test
    void aKeyThatWasChangedMeanwhileDoesNotCount() {
        take(l1Says(7).sign(key(1)));
        registry.put(L1, new RegisteredAgent(key(9).publicKey(), false));
        assertThat(box.statements(BLOCK).statements()).isEmpty();
        assertThat(box.statements(BLOCK).refused())
                .containsEntry(
                        L1, "the key that signed the statement of prosumer:L1 is not the registered one any more");
    }

    @Test
    void aRevokedPartyStatesNothing() {
        registry.put(L1, new RegisteredAgent(key(1).publicKey(), true));
        assertThat(take(l1Says(7).sign(key(1)))).contains("prosumer:L1 is revoked");
    }

    @Test
    void theInstallationSignsForACarWhoseKeyItHas() {
        var match = match(L1, EV1);
        assertThat(box.signedHere(BLOCK, match, l1Says(5).samples(), Optional.empty()))
                .isEmpty();
        isTheCarsKeyHere = true;
        var said = box.signedHere(BLOCK, match, l1Says(5).samples(), Optional.empty());
        assertThat(said).hasValueSatisfying(statement -> {
            ExchangeToken.check(statement, BLOCK, key(3).publicKey());
            assertThat(statement.samples()).isEqualTo(l1Says(5).samples());
        });
    }
}
