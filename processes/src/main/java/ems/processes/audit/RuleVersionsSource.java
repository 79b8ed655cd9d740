package ems.processes.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
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
        var blocks = new SettledRange(wiring.store(), grid.setup().grid());
        var borders = new VersionBorders(grid.rules().activations(), period -> named(blocks, period));
        var versions = history.of(grid).stream()
                .map(row -> version(grid, blocks, borders, row))
                .toList();
        return new RuleVersionsView(
                grid.setup().grid().text(),
                grid.clock().instant(),
                (int) versions.stream()
                        .filter(version -> !version.wrong().isEmpty())
                        .count(),
                versions);
    }

    private static Optional<String> named(SettledRange blocks, MatchingPeriod period) {
        return blocks.opened(period).map(PeriodOpened::rules);
    }

    private static RuleVersionView version(LiveGrid grid, SettledRange blocks, VersionBorders borders, VersionRow row) {
        List<String> late = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        var since = row.since().map(MatchingPeriod::parse);
        var first = since.filter(period -> height(grid, period).isPresent());
        var last = since.flatMap(period -> latest(blocks, row).filter(found -> !found.isBefore(period)));
        if (since.isPresent()) {
            grid.rules().whyNotKept(row.version()).map(why -> why + ".").ifPresent(wrong::add);
        }
        boolean kept = wrong.isEmpty();
        Stream.concat(first.stream(), last.stream())
                .distinct()
                .forEach(period -> named(blocks, period)
                        .filter(named -> !named.equals(row.version()))
                        .ifPresent(named -> {
                            boolean isLate = borders.mayHaveBeenOpenedLate(period, named);
                            (isLate ? late : wrong).add(otherwise(period, named, row.version(), isLate));
                        }));
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
                late,
                wrong);
    }

    private static String otherwise(MatchingPeriod period, String named, String listed, boolean isLate) {
        return isLate
                ? "the block of " + period + " names the rules " + named + ", next to " + listed
                        + " in the list of versions: at that border a period was opened late, by a retry, and has the"
                        + " rules of then."
                : "the block of " + period + " names the rules " + named + ", and the list of versions says " + listed
                        + ".";
    }

    /** The last sealed period of its time. */
    private static Optional<MatchingPeriod> latest(SettledRange blocks, VersionRow row) {
        return blocks.latest(row.until().map(MatchingPeriod::parse).orElse(NEVER));
    }

    private static OptionalLong height(LiveGrid grid, MatchingPeriod period) {
        return grid.ledger()
                .block(grid.key(period))
                .map(BlockHeader::height)
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }
}
