package ems.rules.table;

import java.util.List;
import java.util.Optional;

import ems.market.quantity.Percentage;
import ems.market.rule.WindowLimits;

/** Between which shares of its battery may an EV trade? */
public final class LimitForm {

    private static final String FLOOR = "floor (%)";
    private static final String CEILING = "ceiling (%)";

    public static final TableForm<WindowLimits> FORM = new TableForm<>(
            "soc-limits",
            List.of(
                    new ConditionColumn.Word("pluggedIn", "plugged in", ConditionColumn.Word.YES_OR_NO),
                    new ConditionColumn.Range("statusAge", "status age", Unit.SECONDS),
                    new ConditionColumn.Range("capacity", "battery capacity", Unit.ENERGY),
                    new ConditionColumn.Range("stateOfCharge", "state of charge", Unit.SHARE)),
            List.of(FLOOR, CEILING),
            List.of(),
            LimitForm::limits,
            (rows, inspection) -> {});

    private LimitForm() {}

    private static Optional<WindowLimits> limits(RowCells cells) {
        var floor = cells.requiredNumber(FLOOR, Unit.SHARE);
        var ceiling = cells.requiredNumber(CEILING, Unit.SHARE);
        if (floor.isEmpty() || ceiling.isEmpty()) {
            return Optional.empty();
        }
        if (floor.getAsLong() > ceiling.getAsLong()) {
            cells.fault(FLOOR, cells.text(FLOOR) + " % is above the ceiling of " + cells.text(CEILING) + " %");
        }
        return Optional.of(new WindowLimits(new Percentage(floor.getAsLong()), new Percentage(ceiling.getAsLong())));
    }
}
