package ems.processes.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import jakarta.inject.Singleton;

import ems.ledger.store.SettledRange;
import ems.market.ledger.BlockHeader;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.PeriodOpened;
import ems.processes.audit.RuleVersionsView.RuleVersionView;
import ems.processes.grid.GridWiring;
import ems.processes.grid.LiveGrid;
import ems.processes.workbench.RuleHistory;
import ems.processes.workbench.VersionRow;

/**
 * Compares the versions of a grid's rules: what the archive's tables hash to now, and what the first and the last block of each
 * version's time name. Looking changes nothing.
 */
@Singleton
class RuleVersionsSource {

    /** Later than any period. */
    private static final MatchingPeriod NEVER = MatchingPeriod.parse("9999-12-31T00:00:00Z");

    private final RuleHistory history;
    private final GridWiring wiring;

    RuleVersionsSource(RuleHistory history, GridWiring wiring) {
        this.history = history;
        this.wiring = wiring;
    }

    RuleVersionsView of(LiveGrid grid) {
        var range = new SettledRange(wiring.store(), grid.setup().grid());
        var versions =
                history.of(grid).stream().map(row -> version(grid, range, row)).toList();
        return new RuleVersionsView(
                grid.setup().grid().text(),
                grid.clock().instant(),
                (int) versions.stream()
                        .filter(version -> !version.wrong().isEmpty())
                        .count(),
                versions);
    }

    private static RuleVersionView version(LiveGrid grid, SettledRange range, VersionRow row) {
        List<String> wrong = new ArrayList<>();
        var since = row.since().map(MatchingPeriod::parse);
        var first = since.filter(period -> height(grid, period).isPresent());
        var last = since.flatMap(period -> latest(range, row).filter(found -> !found.isBefore(period)));
        if (since.isPresent()) {
            grid.rules().whyNotKept(row.version()).map(why -> why + ".").ifPresent(wrong::add);
        }
        boolean kept = wrong.isEmpty();
        first.flatMap(period -> otherwise(grid, period, row)).ifPresent(wrong::add);
        last.filter(period -> !first.equals(Optional.of(period)))
                .flatMap(period -> otherwise(grid, period, row))
                .ifPresent(wrong::add);
        return new RuleVersionView(
                row.version(),
                row.since(),
                row.until(),
                row.how(),
                row.author(),
                row.approver(),
                row.trail().map(OptionalLong::of).orElse(OptionalLong.empty()),
                first.map(period -> height(grid, period)).orElse(OptionalLong.empty()),
                last.map(period -> height(grid, period)).orElse(OptionalLong.empty()),
                kept,
                wrong);
    }

    /** The last sealed period of its time. */
    private static Optional<MatchingPeriod> latest(SettledRange range, VersionRow row) {
        return range.latest(row.until().map(MatchingPeriod::parse).orElse(NEVER));
    }

    private static OptionalLong height(LiveGrid grid, MatchingPeriod period) {
        return grid.ledger()
                .block(grid.key(period))
                .map(BlockHeader::height)
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    /** What the period says of its rules, if it is another version. */
    private static Optional<String> otherwise(LiveGrid grid, MatchingPeriod period, VersionRow row) {
        return grid.journal()
                .read(grid.key(period))
                .first(PeriodOpened.class)
                .map(PeriodOpened::rules)
                .filter(named -> !named.equals(row.version()))
                .map(named -> "the block of " + period + " names the rules " + named
                        + ", and the list of versions says " + row.version() + ".");
    }
}
