package ems.console;

import java.util.List;
import java.util.Optional;

import ems.market.period.ExplainingMatches;
import ems.market.record.Exchange;
import ems.market.record.Match;
import ems.market.record.Rejection;

/** Turns what is recorded and measured into the one picture that the page shows; the same sources give the same one. */
public final class SnapshottingTheMarket {

    private SnapshottingTheMarket() {}

    public static MarketSnapshot of(MarketSources sources) {
        var current = sources.current().record();
        var sample = LatestSample.of(sources);
        List<Exchange> soFar = ExchangesSoFar.of(current, sources.readings(), sources.clock());
        var whys = ExplainingMatches.of(current, sources.members().partners());
        return new MarketSnapshot(
                current.key().grid().text(),
                sources.clock(),
                sources.mode(),
                PeriodNow.of(sources.current(), sources.clock()),
                sources.unfinished().stream()
                        .map(running -> PeriodNow.of(running, sources.clock()))
                        .toList(),
                sources.rules(),
                GridPricesNow.of(sources.prices()),
                BalanceNow.of(sample, sources.members()),
                MatchingNow.of(current, sources.matcher()),
                current.all(Match.class).stream()
                        .map(match -> MatchNow.of(
                                match, current, soFar, sample, sources.prices(), Optional.ofNullable(whys.get(match))))
                        .toList(),
                sources.members().prosumers().stream()
                        .map(prosumer -> ProsumerNow.of(prosumer, current, sample))
                        .toList(),
                sources.members().vehicles().stream()
                        .map(vehicle -> VehicleNow.of(vehicle, sources, sample, soFar))
                        .toList(),
                current.all(Rejection.class).stream().map(RejectionNow::of).toList(),
                sources.ended().stream()
                        .map(ended -> EndedPeriodRow.of(ended, sources.forecaster(), sources.matcher()))
                        .toList(),
                sources.today(),
                sources.deadLetters());
    }
}
