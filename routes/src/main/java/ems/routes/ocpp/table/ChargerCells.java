package ems.routes.ocpp.table;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import ems.market.quantity.Power;
import ems.routes.telemetry.QuotedText;

/** The cells of one row; what is wrong with one goes to the faults. */
final class ChargerCells {

    private static final BigDecimal MOST_KILOWATTS = BigDecimal.valueOf(1_000);

    private final String file;
    private final int row;
    private final Map<String, String> cells;
    private final List<TableFault> faults;

    /** @param cells by head */
    ChargerCells(String file, int row, Map<String, String> cells, List<TableFault> faults) {
        this.file = file;
        this.row = row;
        this.cells = cells;
        this.faults = faults;
    }

    int row() {
        return row;
    }

    boolean isBlank(String column) {
        return text(column).isEmpty();
    }

    Optional<String> word(String column, String form, String means) {
        return read(column, text -> {
            if (!text.matches(form)) {
                throw new IllegalArgumentException("is not " + means);
            }
            return text;
        });
    }

    <T> Optional<T> id(String column, Function<String, T> id) {
        return read(column, id);
    }

    Optional<Integer> number(String column, int least, int most, String unit) {
        return read(column, text -> {
            if (!text.matches("\\d{1,4}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
                throw new IllegalArgumentException(
                        "is not a whole number in [" + least + ", " + most + "]" + (unit.isEmpty() ? "" : " " + unit));
            }
            return Integer.valueOf(text);
        });
    }

    Optional<Power> kilowatts(String column) {
        return read(column, text -> {
            if (!text.matches("\\d{1,4}(\\.\\d{1,3})?") || new BigDecimal(text).compareTo(MOST_KILOWATTS) > 0) {
                throw new IllegalArgumentException(
                        "is not in [0, 1000] kW with at most three decimals after a point, such as 3.7");
            }
            return Power.ofKilowatts(new BigDecimal(text));
        });
    }

    Optional<Boolean> yesOrNo(String column) {
        return word(column, "yes|no", "yes or no").map("yes"::equals);
    }

    /** Empty, and a fault, unless the cell can be read. */
    private <T> Optional<T> read(String column, Function<String, T> reader) {
        var text = text(column);
        if (text.isEmpty()) {
            fault(column, "is blank: give a value");
            return Optional.empty();
        }
        try {
            return Optional.of(reader.apply(text));
        } catch (IllegalArgumentException no) {
            var reason = String.valueOf(no.getMessage());
            fault(column, reason.startsWith("'") ? reason : QuotedText.of(text) + " " + reason);
            return Optional.empty();
        }
    }

    void fault(String column, String reason) {
        faults.add(new TableFault(file, row, column, reason));
    }

    private String text(String column) {
        return cells.getOrDefault(column, "");
    }
}
