package ems.rules.workbook;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;

import org.dhatim.fastexcel.reader.Cell;
import org.jspecify.annotations.Nullable;

/** What a person typed, as far as the cell still says it. */
final class CellValue {

    /** What stands in quotes or brackets, and what is behind a backslash, is shown as it is: it makes no date of a number. */
    private static final Pattern SHOWN_AS_IT_IS = Pattern.compile("\"[^\"]*\"|\\\\.|\\[[^\\]]*\\]|_.");

    private static final Pattern DATE = Pattern.compile("[dmyhs]");
    private static final Pattern MONEY = Pattern.compile("[$\u20ac\u00a3\u00a5]");

    private CellValue() {}

    /** @throws CellRefused if a spreadsheet made something else of it */
    static String of(Cell cell) throws CellRefused {
        return switch (cell.getType()) {
            case EMPTY -> "";
            case STRING -> cell.asString();
            case NUMBER -> number(cell);
            case BOOLEAN -> cell.asBoolean() ? "yes" : "no";
            case FORMULA ->
                throw new CellRefused(
                        "holds the formula =" + shortened(cell.getFormula()) + ": write the value that it gives");
            case ERROR -> throw new CellRefused("holds the error " + shortened(cell.getRawValue()) + ": write a value");
        };
    }

    private static String number(Cell cell) throws CellRefused {
        double value = cell.asNumber().doubleValue();
        String plain = plain(value);
        String format = format(cell.getDataFormatString());
        if (DATE.matcher(SHOWN_AS_IT_IS.matcher(format).replaceAll("")).find()) {
            throw new CellRefused(
                    "holds a date (" + plain + "), which a spreadsheet made of what was typed: " + asText());
        }
        if (format.contains("%")) {
            String shown =
                    new BigDecimal(plain).movePointRight(2).stripTrailingZeros().toPlainString();
            throw new CellRefused("shows " + shown + "% and holds " + plain + ": " + asText()
                    + ", without a percent sign where the head of the column has it");
        }
        if (MONEY.matcher(format).find()) {
            throw new CellRefused(
                    "shows an amount of money (" + plain + "): " + asText() + " in the unit of the column's head");
        }
        return plain;
    }

    private static String asText() {
        return "format the cell as text and type it again";
    }

    /** Some spreadsheets write 17 digits where a person typed four: a number has the fewest digits that mean it. */
    private static String plain(double value) {
        var shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        return shortest.signum() == 0 ? "0" : shortest.toPlainString();
    }

    private static String format(@Nullable String written) {
        return written == null || written.equalsIgnoreCase("General") ? "" : written.toLowerCase(Locale.ROOT);
    }

    private static String shortened(@Nullable String text) {
        String whole = text == null ? "" : text;
        return whole.length() > 40 ? whole.substring(0, 40) + "..." : whole;
    }
}
