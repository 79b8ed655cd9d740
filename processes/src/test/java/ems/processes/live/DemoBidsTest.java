package ems.processes.live;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import ems.ledger.door.BidSigner;
import ems.ledger.key.SigningKey;
import ems.ledger.token.BidToken;
import ems.market.party.GridId;
import ems.market.party.Party;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;

import static org.assertj.core.api.Assertions.assertThat;

/** The demonstration's members sign for each period once, whoever started the market how often. */
class DemoBidsTest {

    private static final GridId GRID = new GridId("demo");
    private static final Party EV1 = new VehicleId("EV1");
    private static final SigningKey KEY = SigningKey.of(new byte[32]);
    private static final MatchingPeriod NOON = new MatchingPeriod(Instant.parse("2026-06-21T12:00:00Z"));
    private static final Instant BEFORE_NOON = NOON.start().minusSeconds(30);

    private static DemoBids from(MatchingPeriod next) {
        return new DemoBids(new BidSigner(GRID, Map.of(EV1, KEY)), Map.of(EV1, Energy.ofKilowattHours("1")), next);
    }

    private static List<BidToken> due(DemoBids bids, Instant now) {
        return bids.due(now).stream()
                .map(token -> BidToken.claimed(token).verified(KEY.publicKey()))
                .toList();
    }

    private static MatchingPeriod after(MatchingPeriod period, int periods) {
        return new MatchingPeriod(period.start().plus(MatchingPeriod.LENGTH.multipliedBy(periods)));
    }

    @Test
    void aFreshMarketIsServedNinePeriodsAheadAndThenPeriodByPeriod() {
        var bids = from(NOON);
        assertThat(due(bids, BEFORE_NOON))
                .extracting(BidToken::period)
                .hasSize(9)
                .startsWith(NOON, after(NOON, 1))
                .endsWith(after(NOON, 8));
        assertThat(due(bids, BEFORE_NOON)).isEmpty();
        assertThat(due(bids, BEFORE_NOON.plusSeconds(60)))
                .extracting(BidToken::period)
                .containsExactly(after(NOON, 9));
    }

    @Test
    void aPeriodThatStartsBeforeABidCanArriveIsLeftOut() {
        assertThat(due(from(NOON), NOON.start().minusSeconds(10)).get(0).period())
                .isEqualTo(after(NOON, 1));
        assertThat(due(from(NOON), NOON.start().minusSeconds(11)).get(0).period())
                .isEqualTo(NOON);
    }

    @Test
    void sequencesGoOnAfterARestart() {
        long before = due(from(NOON), BEFORE_NOON).get(8).sequence();
        var restarted = due(from(after(NOON, 9)), BEFORE_NOON.plusSeconds(60));
        assertThat(restarted).extracting(BidToken::sequence).containsExactly(before + 1);
    }

    @Test
    void aStandstillOfADayIsNotMadeUpFor() {
        var bids = from(NOON);
        due(bids, BEFORE_NOON);
        assertThat(due(bids, BEFORE_NOON.plus(Duration.ofDays(1))))
                .extracting(BidToken::period)
                .hasSize(9)
                .startsWith(after(NOON, 1440), after(NOON, 1441));
    }

    @Test
    void aClockThatIsSetBackSignsNothingTwice() {
        var bids = from(NOON);
        due(bids, BEFORE_NOON);
        assertThat(due(bids, BEFORE_NOON.minusSeconds(600))).isEmpty();
    }
}
