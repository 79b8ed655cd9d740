package ems.console.page;

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

import static java.util.Objects.requireNonNull;

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
                sources.unfinished().rows(),
                sources.unfinished().moreStopped(),
                sources.rules(),
                GridPricesNow.of(sources.prices()),
                BalanceNow.of(measured, sources.members()),
                MatchingNow.of(current, sources.matcher()),
                sources.rows().found(),
                matches(sources),
                sources.rows().prosumers().stream()
                        .map(prosumer -> ProsumerNow.of(
                                prosumer, current, measured, sources.isPrivate().test(prosumer)))
                        .toList(),
                sources.rows().vehicles().stream()
                        .map(vehicle -> VehicleNow.of(
                                vehicle,
                                current,
                                measured,
                                Optional.ofNullable(sources.inventories().get(vehicle.id())),
                                Optional.ofNullable(sources.ended().windows().get(vehicle.id())),
                                sources.prices()))
                        .toList(),
                sources.rows().rejections().stream().map(RejectionNow::of).toList(),
                sources.ended().rows(),
                sources.ended().today(),
                sources.deadLetters(),
                sources.storage().map(StorageNow::inWords),
                sources.notices());
    }

    private static List<MatchNow> matches(MarketSources sources) {
        return sources.rows().matches().stream()
                .map(match -> requireNonNull(sources.pairs().get(match.id())).with(match, sources.measured()))
                .toList();
    }
}
