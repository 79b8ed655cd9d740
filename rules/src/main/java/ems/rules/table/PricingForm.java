package ems.rules.table;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import ems.market.quantity.Percentage;
import ems.market.quantity.Price;
import ems.market.rule.PricedDirection;
import ems.market.rule.PricingQuestion;
import ems.rules.table.PricingAction.Base;

/** At what price does energy move? */
public final class PricingForm {

    private static final String DIRECT = PricedDirection.DIRECT.word();

    static final ConditionColumn.Word DIRECTION =
            new ConditionColumn.Word("direction", "direction", words(), Map.of(DIRECT, PricedDirection.STORED.word()));
    private static final ConditionColumn.Range COST = new ConditionColumn.Range("cost", "cost", Unit.PRICE);
    private static final String BASE = "base";
    private static final String NO_COST = "homes that trade with each other hold no energy that has a cost";
    private static final String FIXED = "fixed price (p/kWh)";
    private static final String PERCENT = "percent (%)";
    private static final String BOUNDED = "bounded by grid";

    public static final TableForm<PricingAction> FORM = new TableForm<>(
            PricingQuestion.TABLE,
            List.of(
                    DIRECTION,
                    COST,
                    new ConditionColumn.Range("gridBuyPrice", "grid buy price", Unit.PRICE),
                    new ConditionColumn.Range("gridSpread", "grid spread", Unit.PRICE)),
            List.of(BASE, FIXED, PERCENT, BOUNDED),
            List.of(),
            PricingForm::action,
            PriceProbe::probe);

    private PricingForm() {}

    private static List<String> words() {
        return Arrays.stream(PricedDirection.values())
                .map(PricedDirection::word)
                .toList();
    }

    /** Whether a row of the table names trade between homes: else its price is that of energy that is stored. */
    public static boolean pricesDirectTrade(DecisionTable<PricingAction> table) {
        return DIRECTION.isAsked(DIRECT, table.rows());
    }

    private static Optional<PricingAction> action(RowCells cells) {
        boolean direct = CellText.word(cells.text(DIRECTION.name())).equals(DIRECT);
        var base = cells.requiredWord(BASE, Base.words()).map(Base::ofWord);
        var bounded = cells.requiredYesOrNo(BOUNDED);
        if (direct) {
            COST.heads().forEach(head -> cells.refuseUnlessBlank(head, NO_COST));
            base.filter(Base.COST::equals).ifPresent(cost -> cells.fault(BASE, NO_COST));
        }
        return base.isEmpty() ? Optional.empty() : action(cells, base.get(), bounded.orElse(true));
    }

    private static Optional<PricingAction> action(RowCells cells, Base base, boolean bounded) {
        if (base == Base.FIXED_PRICE) {
            cells.refuseUnlessBlank(PERCENT, "a fixed price is taken as it is");
            var fixed = cells.requiredNumber(FIXED, Unit.PRICE);
            return fixed.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new PricingAction(base, new Price(fixed.getAsLong()), Percentage.of(100), bounded));
        }
        cells.refuseUnlessBlank(FIXED, "the base is not 'fixed price'");
        var percent = cells.requiredNumber(PERCENT, base == Base.SPLIT ? Unit.SHARE : Unit.FACTOR);
        return percent.isEmpty()
                ? Optional.empty()
                : Optional.of(new PricingAction(base, new Price(0), new Percentage(percent.getAsLong()), bounded));
    }
}
