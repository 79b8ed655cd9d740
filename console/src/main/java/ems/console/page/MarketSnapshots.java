package ems.console.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import ems.console.course.PeriodNow;
import ems.console.decision.GridPricesNow;
import ems.console.decision.MatchingNow;
import ems.console.decision.RejectionNow;
import ems.console.flow.BalanceNow;
import ems.console.flow.MatchNow;
import ems.console.flow.ProsumerNow;
import ems.console.flow.VehicleNow;
import ems.market.record.Match;
import ems.market.record.Rejection;

/** Turns what was read into the one picture that the page shows. It reads nothing, and the same sources give the same one. */
public final class MarketSnapshots {

    private MarketSnapshots() {}

    public static MarketSnapshot of(MarketSources sources) {
        var current = sources.current().record();
        var measured = sources.measured();
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
                BalanceNow.of(measured, sources.members()),
                MatchingNow.of(current, sources.matcher()),
                matches(sources),
                sources.members().prosumers().stream()
                        .map(prosumer -> ProsumerNow.of(prosumer, current, measured))
                        .toList(),
                sources.members().vehicles().stream()
                        .map(vehicle -> VehicleNow.of(
                                vehicle,
                                current,
                                measured,
                                Optional.ofNullable(sources.inventories().get(vehicle.id())),
                                Optional.ofNullable(sources.ended().windows().get(vehicle.id())),
                                sources.prices()))
                        .toList(),
                current.all(Rejection.class).stream().map(RejectionNow::of).toList(),
                sources.ended().rows(),
                sources.ended().today(),
                sources.deadLetters());
    }

    private static List<MatchNow> matches(MarketSources sources) {
        var matches = sources.current().record().all(Match.class);
        List<MatchNow> rows = new ArrayList<>(matches.size());
        for (int i = 0; i < matches.size(); i++) {
            rows.add(sources.pairs().get(i).with(matches.get(i), sources.measured()));
        }
        return rows;
    }
}
