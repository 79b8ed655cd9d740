package ems.rules.table;

import java.util.List;
import java.util.Optional;

import ems.market.quantity.Percentage;
import ems.market.quantity.Price;
import ems.rules.table.PricingAction.Base;

/** At what price does energy move? */
public final class PricingForm {

    static final ConditionColumn.Word DIRECTION =
            new ConditionColumn.Word("direction", "direction", List.of("stored", "released"));
    private static final String BASE = "base";
    private static final String FIXED = "fixed price (p/kWh)";
    private static final String PERCENT = "percent (%)";
    private static final String BOUNDED = "bounded by grid";

    public static final TableForm<PricingAction> FORM = new TableForm<>(
            "pricing",
            List.of(
                    DIRECTION,
                    new ConditionColumn.Range("cost", "cost", Unit.PRICE),
                    new ConditionColumn.Range("gridBuyPrice", "grid buy price", Unit.PRICE),
                    new ConditionColumn.Range("gridSpread", "grid spread", Unit.PRICE)),
            List.of(BASE, FIXED, PERCENT, BOUNDED),
            List.of(),
            PricingForm::action,
            PriceProbe::probe);

    private PricingForm() {}

    private static Optional<PricingAction> action(RowCells cells) {
        var base = cells.requiredWord(BASE, Base.words()).map(Base::ofWord);
        var bounded = cells.requiredYesOrNo(BOUNDED);
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
