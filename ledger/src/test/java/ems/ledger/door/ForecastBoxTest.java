package ems.ledger.door;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import ems.ledger.key.SigningKey;
import ems.ledger.token.ForecastToken;
import ems.market.forecast.SignedForecasts.Arrived;
import ems.market.party.GridId;
import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.NetEnergy;
import ems.market.record.SignedForecast;

import static org.assertj.core.api.Assertions.assertThat;

/** What comes in at 12:00:01, of homes whose connections bear 1,000 mJ in a period. */
class ForecastBoxTest {

    private static final GridId HOME = new GridId("home");
    private static final ProsumerId L1 = new ProsumerId("L1");
    private static final ProsumerId L2 = new ProsumerId("L2");
    private static final MatchingPeriod NOON = MatchingPeriod.parse("2026-01-31T12:00:00Z");
    private static final Instant NOW = NOON.start().plusSeconds(1);

    private final Map<Party, RegisteredAgent> registry = new HashMap<>();
    private final ForecastBox box =
            new ForecastBox(HOME, (grid, party) -> Optional.ofNullable(registry.get(party)), home -> new Energy(1_000));

    @BeforeEach
    void register() {
        registry.put(L1, new RegisteredAgent(key(1).publicKey(), false));
        registry.put(L2, new RegisteredAgent(key(2).publicKey(), false));
    }

    private static SigningKey key(int number) {
        byte[] seed = new byte[32];
        seed[0] = (byte) number;
        return SigningKey.of(seed);
    }

    private static String token(MatchingPeriod period, long millijoules) {
        return token(HOME, period, millijoules, key(1));
    }

    private static String token(GridId grid, MatchingPeriod period, long millijoules, SigningKey key) {
        return new ForecastToken(L1, grid, period, NetEnergy.ofMillijoules(millijoules)).sign(key);
    }

    private Optional<String> take(String token) {
        return box.take(List.of(token), party -> true, NOW).get(0);
    }

    private void refuses(String token, String reason) {
        assertThat(take(token)).contains(reason);
        assertThat(box.of(NOON).missing()).containsEntry(L1, "its agent's was refused: " + reason);
        assertThat(box.of(NOON).forecasts()).isEmpty();
    }

    @Test
    void aGoodOneIsHeldForItsPeriodAndAskedForAgainTheSame() {
        String token = token(NOON, -700);
        assertThat(take(token)).isEmpty();
        var arrived = box.of(NOON);
        assertThat(arrived.forecasts())
                .containsOnly(Map.entry(L1, new SignedForecast(L1, NetEnergy.ofMillijoules(-700), token)));
        assertThat(arrived.missing()).isEmpty();
        assertThat(box.of(NOON)).isEqualTo(arrived);
    }

    @Test
    void oneForTheNextPeriodWaitsForIt() {
        assertThat(take(token(NOON.next(), 700))).isEmpty();
        assertThat(box.of(NOON)).isEqualTo(Arrived.NOTHING);
        assertThat(box.of(NOON.next()).forecasts()).containsOnlyKeys(L1);
    }

    @Test
    void theFirstOfAPeriodCounts() {
        take(token(NOON, 700));
        assertThat(take(token(NOON, 800)))
                .contains("prosumer:L1 has a forecast for period 2026-01-31T12:00:00Z, and one is the most");
        assertThat(box.of(NOON).forecasts().get(L1).expected()).isEqualTo(NetEnergy.ofMillijoules(700));
        assertThat(box.of(NOON).missing()).isEmpty();
    }

    @Test
    void whatTheConnectionCannotBearIsRefused() {
        refuses(
                token(NOON, 1_001),
                "energy of 1001 mJ is above the 1000 mJ that the home's connection bears in a period");
    }

    @Test
    void theMostThatItBearsIsTaken() {
        assertThat(take(token(NOON, -1_000))).isEmpty();
    }

    @Test
    void anothersSignatureIsRefused() {
        refuses(token(HOME, NOON, 7, key(2)), "the signature is not that of prosumer:L1's key over this forecast");
    }

    @Test
    void anotherGridsIsRefused() {
        refuses(token(new GridId("away"), NOON, 7, key(1)), "the forecast is for grid away, and this is grid home");
    }

    @Test
    void thePeriodBeforeIsOver() {
        refuses(
                token(NOON.previous(), 7),
                "late: period 2026-01-31T11:59:00Z is forecast already, and the first open one is 2026-01-31T12:00:00Z");
    }

    @Test
    void thePeriodAfterTheNextIsNotOpen() {
        refuses(
                token(NOON.next().next(), 7),
                "period 2026-01-31T12:02:00Z is not open yet: forecasts are taken up to 2026-01-31T12:01:00Z");
    }

    @Test
    void onceThePeriodIsForecastItIsLateAndTheNextOneSaysSo() {
        box.of(NOON);
        assertThat(take(token(NOON, 7)))
                .contains("late: period 2026-01-31T12:00:00Z is forecast already, and the first open one is"
                        + " 2026-01-31T12:01:00Z");
        assertThat(box.of(NOON.next()).missing().get(L1)).startsWith("its agent's was refused: late");
    }

    @Test
    void aStrangerLeavesNothingBehind() {
        registry.remove(L1);
        assertThat(take(token(NOON, 7))).contains("prosumer:L1 has no key for bids in grid home");
        assertThat(take("vehicle:EV1 wants it all"))
                .hasValueSatisfying(why -> assertThat(why).startsWith("malformed: "));
        assertThat(box.of(NOON)).isEqualTo(Arrived.NOTHING);
    }

    @Test
    void aRevokedHomeIsRefused() {
        registry.put(L1, new RegisteredAgent(key(1).publicKey(), true));
        refuses(token(NOON, 7), "prosumer:L1 is revoked");
    }

    @Test
    void whoDoesNotSpeakForTheHomeCannotTalkItDown() {
        var refusals = box.take(List.of(token(HOME, NOON, 7, key(2))), party -> !party.equals(L1), NOW);
        assertThat(refusals.get(0)).isPresent();
        assertThat(box.of(NOON)).isEqualTo(Arrived.NOTHING);
    }

    @Test
    void anAgentThatFallsSilentIsMissedForAnHour() {
        take(token(NOON, 7));
        box.of(NOON);
        assertThat(box.of(NOON.next()).missing()).containsOnly(Map.entry(L1, "its agent sent none in time"));
        assertThat(box.of(after(60)).missing()).containsOnlyKeys(L1);
        assertThat(box.of(after(61)).missing()).isEmpty();
    }

    private static MatchingPeriod after(int minutes) {
        return new MatchingPeriod(NOON.start().plusSeconds(60L * minutes));
    }

    @Test
    void aKeyThatChangesMeanwhileMakesItWorthless() {
        take(token(NOON, 7));
        registry.put(L1, new RegisteredAgent(key(3).publicKey(), false));
        assertThat(box.of(NOON).forecasts()).isEmpty();
        assertThat(box.of(NOON).missing())
                .containsEntry(L1, "the key that signed it is not the registered one any more");
    }

    @Test
    void aPeriodBeforeTheLastIsNotAskedForAnyMore() {
        take(token(NOON.next(), 7));
        box.of(NOON.next());
        assertThat(box.of(NOON)).isEqualTo(Arrived.NOTHING);
    }
}
