package ems.routes.ocpp.table;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Function;

import ems.market.quantity.Power;
import ems.routes.table.TableRow;

/** How the cells of a table of chargers are read; a blank one is a fault. */
record ChargerCells(TableRow row) {

    private static final BigDecimal MOST_KILOWATTS = BigDecimal.valueOf(1_000);

    boolean isBlank(String column) {
        return row.isBlank(column);
    }

    Optional<String> word(String column, String form, String means) {
        return row.readGiven(column, text -> {
            if (!text.matches(form)) {
                throw new IllegalArgumentException("is not " + means);
            }
            return text;
        });
    }

    <T> Optional<T> id(String column, Function<String, T> id) {
        return row.readGiven(column, id);
    }

    Optional<Integer> number(String column, int least, int most, String unit) {
        return row.readGiven(column, text -> {
            if (!text.matches("\\d{1,4}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
                throw new IllegalArgumentException(
                        "is not a whole number in [" + least + ", " + most + "]" + (unit.isEmpty() ? "" : " " + unit));
            }
            return Integer.valueOf(text);
        });
    }

    Optional<Power> kilowatts(String column) {
        return row.readGiven(column, text -> {
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

    void fault(String column, String reason) {
        row.fault(column, reason);
    }
}
