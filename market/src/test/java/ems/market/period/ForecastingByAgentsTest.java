package ems.market.period;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;

import ems.market.fixture.PaperGrid;
import ems.market.forecast.Forecaster;
import ems.market.forecast.Forecasts;
import ems.market.forecast.SignedForecasts.Arrived;
import ems.market.ledger.Identities;
import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.NetEnergy;
import ems.market.record.AgentKey;
import ems.market.record.Entry;
import ems.market.record.ForecastRefusal;
import ems.market.record.GlobalModel;
import ems.market.record.PeriodRecord;
import ems.market.record.ProsumerBid;
import ems.market.record.Rejection;
import ems.market.record.SignedBid;
import ems.market.record.SignedForecast;
import ems.market.record.Step;

import static ems.market.fixture.PaperGrid.period;
import static ems.market.fixture.PaperGrid.surplus;
import static org.assertj.core.api.Assertions.assertThat;

/** L1 and L2 have keys, and sign for 1 kWh. The market itself expects 0.03 kWh of L1 and of Z0, and of L2 it knows nothing. */
class ForecastingByAgentsTest {

    private static final ProsumerId L1 = new ProsumerId("L1");
    private static final ProsumerId L2 = new ProsumerId("L2");
    private static final ProsumerId Z0 = new ProsumerId("Z0");
    private static final VehicleId EV1 = new VehicleId("EV1");

    private Map<ProsumerId, SignedForecast> arrived = Map.of();
    private Map<ProsumerId, String> missing = Map.of();

    private final PaperGrid grid = PaperGrid.of(List.of(L1, L2, Z0), PaperGrid.car(EV1))
            .opened(Energy.ofKilowattHours("50"), new Identities(Optional.empty(), List.of(key(L1), key(L2))))
            .with(key -> List.of(bid(L1), bid(L2)))
            .with(new Forecaster() {
                @Override
                public String strategy() {
                    return "guess";
                }

                @Override
                public Forecasts forecasts(
                        List<ProsumerId> prosumers, MatchingPeriod period, Optional<GlobalModel> recorded) {
                    return Forecasts.of(Map.of(L1, surplus("0.03"), Z0, surplus("0.03")))
                            .with(new Arrived(arrived, missing));
                }
            });

    @Test
    void whatAnAgentSignedIsRecordedAndBidForWithinWhatItsHomeSigned() {
        var signed = new SignedForecast(L1, surplus("0.02"), "f.f.f");
        var boundless = new SignedForecast(L2, surplus("3"), "g.g.g");
        arrived = Map.of(L1, signed, L2, boundless);
        assertThat(forecast())
                .containsExactly(
                        signed,
                        bid(L1, surplus("0.02"), "agent"),
                        boundless,
                        bid(L2, surplus("1"), "agent"),
                        bid(Z0, surplus("0.03"), "guess"));
    }

    @Test
    void whyAnAgentDoesNotCountIsRecordedAheadOfWhatStandsInForIt() {
        missing = Map.of(L1, "its agent sent none in time", L2, "its agent's was refused: late");
        assertThat(forecast())
                .startsWith(
                        new ForecastRefusal(L1, "its agent sent none in time"),
                        bid(L1, surplus("0.03"), "guess"),
                        new ForecastRefusal(L2, "its agent's was refused: late"))
                .last()
                .isEqualTo(bid(Z0, surplus("0.03"), "guess"));
        assertThat(grid.journal().read(period(0)).rejection(L2))
                .map(Rejection::reason)
                .contains("no readings of the last period");
    }

    @Test
    void anAgentBringsNobodyInWhoIsRefused() {
        grid.with(key -> List.of(bid(L2)));
        arrived = Map.of(L1, new SignedForecast(L1, surplus("0.02"), "f.f.f"));
        missing = Map.of(L1, "not looked at");
        assertThat(forecast()).noneMatch(entry -> entry instanceof SignedForecast || entry instanceof ForecastRefusal);
        assertThat(grid.journal().read(period(0)).rejection(L1))
                .map(Rejection::reason)
                .contains("it signed no bid for this period");
    }

    private List<Entry> forecast() {
        grid.parked(EV1, period(0));
        PeriodRecord record = grid.match(period(0));
        return record.steps().stream()
                .filter(step -> step.step() == Step.FORECAST)
                .findFirst()
                .orElseThrow()
                .entries();
    }

    private static ProsumerBid bid(ProsumerId home, NetEnergy expected, String forecaster) {
        return new ProsumerBid(home, expected, forecaster, OptionalInt.empty());
    }

    private static SignedBid bid(Party party) {
        return new SignedBid(party, 1, Energy.ofKilowattHours("1"), Energy.ofKilowattHours("1"), "e.e.e");
    }

    private static AgentKey key(Party party) {
        return new AgentKey(party, AgentKey.BIDS, "A".repeat(43));
    }
}
