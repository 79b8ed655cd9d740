package ems.rules.table;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

import ems.market.party.GridPrices;
import ems.market.quantity.Price;
import ems.market.record.Flow;
import ems.market.rule.PricingQuestion;
import ems.rules.table.RowOutcome.Grant;

/**
 * Tries every row of a pricing table with many costs and grid prices, at its own bounds and at remarkable ones: equal
 * grid prices, nothing, negative, far too dear. A price outside the grid's prices is a fault. A table from the archive was
 * tried by the build that took it.
 */
final class PriceProbe {

    /** In 1e-4 p/kWh. */
    private static final List<Long> GRID_BUY_PRICES = List.of(-75_000L, 0L, 64_000L, 294_900L, 350_000L, 99_990_000L);

    private static final List<Long> GRID_SPREADS = List.of(-200_000L, -1L, 0L, 1L, 50_000L, 230_900L);
    private static final List<Long> COSTS =
            List.of(-75_000L, -1L, 0L, 1L, 64_000L, 179_450L, 197_395L, 294_900L, 50_000_000L);

    private PriceProbe() {}

    static void probe(List<DecisionRow<PricingAction>> rows, Inspection inspection) {
        for (DecisionRow<PricingAction> row : rows) {
            if (row.outcome() instanceof Grant<PricingAction> grant) {
                violation(row, grant.action())
                        .ifPresent(reason -> inspection.doubt(row.rule().row(), "", reason));
            }
        }
    }

    private static Optional<String> violation(DecisionRow<PricingAction> row, PricingAction action) {
        for (long buy : values(row.conditions().get(2), GRID_BUY_PRICES)) {
            for (long spread : values(row.conditions().get(3), GRID_SPREADS)) {
                var grid = new GridPrices(new Price(buy - spread), new Price(buy));
                for (long cost : values(row.conditions().get(1), COSTS)) {
                    var price = action.price(new PricingQuestion(Flow.RELEASED, new Price(cost), grid));
                    if (!grid.suit(price)) {
                        return Optional.of("grants " + price + " at a cost of " + new Price(cost)
                                + ", outside the grid's [" + grid.sell() + ", " + grid.buy()
                                + "]: someone would do worse than with the grid");
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static TreeSet<Long> values(Condition condition, List<Long> remarkable) {
        var values = new TreeSet<>(remarkable);
        if (condition.hasFrom()) {
            values.addAll(List.of(condition.from(), condition.from() + 1));
        }
        if (condition.hasBelow()) {
            values.addAll(List.of(condition.below() - 1, condition.below() - 2));
        }
        values.removeIf(value -> !condition.fits(value));
        return values;
    }
}
