package ems.console.flow;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import ems.console.fixture.FiveHomes;
import ems.console.fixture.MetersUntil;
import ems.market.quantity.Energy;
import ems.market.record.Entry;
import ems.market.record.Exchange;
import ems.market.record.Flow;
import ems.market.record.Match;
import ems.market.record.PeriodRecord;
import ems.market.record.SignedBid;
import ems.market.record.Step;
import ems.market.record.StepRecord;

import static org.assertj.core.api.Assertions.assertThat;

/** A signed bid bounds what the page shows as exchanged, as it bounds what is settled. */
class SignedBidsOnThePageTest {

    private static final Energy TEN_WATT_HOURS = Energy.ofKilowattHours("0.010");
    private static final MetersUntil METERS = MetersUntil.sunny(FiveHomes.NOON.end());

    @Test
    void whatIsShownAsExchangedStaysWithinWhatTheHomeSigned() {
        var record = FiveHomes.period(FiveHomes.NOON, Step.MATCH, METERS);
        var match = record.all(Match.class).get(0);
        var signed = withBid(record, new SignedBid(match.prosumer(), 1, TEN_WATT_HOURS, TEN_WATT_HOURS, "token"));

        var shown = ExchangesSoFar.of(signed, METERS, FiveHomes.NOON.end()).all().stream()
                .filter(exchange -> exchange.match().equals(match.id()))
                .toList();

        assertThat(shown).extracting(Exchange::flow).containsOnly(Flow.STORED);
        assertThat(shown.stream().map(Exchange::energy).reduce(Energy.ZERO, Energy::plus))
                .isEqualTo(TEN_WATT_HOURS);
    }

    private static PeriodRecord withBid(PeriodRecord record, SignedBid bid) {
        List<StepRecord> steps = new ArrayList<>();
        for (StepRecord done : record.steps()) {
            List<Entry> entries = new ArrayList<>(done.entries());
            if (done.step() == Step.COLLECT_BIDS) {
                entries.add(bid);
            }
            steps.add(new StepRecord(done.step(), entries));
        }
        return new PeriodRecord(record.key(), steps);
    }
}
