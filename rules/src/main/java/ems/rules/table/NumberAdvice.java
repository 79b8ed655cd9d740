package ems.rules.table;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a cell is no number, and what to write instead: one sentence. It names a number only if no other can be meant; where
 * two can be meant it names both.
 */
final class NumberAdvice {

    private static final String MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*";
    private static final Pattern DATE = Pattern.compile(
            "[0-9]{1,4}([-/.])[0-9]{1,2}\\1[0-9]{1,4}([T ].*)?|[0-9]{1,4}[-/][0-9]{1,4}|[0-9]{1,2}[-. ]{1,2}" + MONTH
                    + "([-. ]{1,2}[0-9]{2,4})?|" + MONTH + "[-. ]{1,2}[0-9]{1,4}",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern TIME =
            Pattern.compile("[0-9]{1,4}:[0-9]{2}(:[0-9]{2}([.,][0-9]+)?)?( ?[ap]m)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern NO_VALUE = Pattern.compile("#.*|Err:[0-9]+");
    private static final Pattern SCIENTIFIC =
            Pattern.compile("(-?[0-9]{1,20})(?:[.,]([0-9]{1,20}))?[eE]([-+]?[0-9]{1,2})");
    private static final Pattern IN_BRACKETS = Pattern.compile("\\( ?([0-9.]+) ?\\)");
    private static final Pattern IN_QUOTES = Pattern.compile("['\"]+([^'\"]+)['\"]*");
    private static final Pattern WITH_UNIT =
            Pattern.compile("([^-0-9.,]*?) ?(-?[.,]?[0-9](?:[0-9.,' _]*[0-9])?) ?([^-0-9.,]*)");

    private static final Set<String> POUNDS = Set.of("£", "gbp", "£/kwh", "gbp/kwh");
    private static final Set<String> UNITS = Set.of(
            "€ eur $ usd ¥ chf ct c p pence p/kwh ct/kwh €/kwh $/kwh p/mwh £/mwh €/mwh % percent ‰ wh kwh mwh j mj w kw mw ms s sec"
                    .split(" "));
    private static final Set<String> TIMES =
            Set.of("seconds m min minutes h hours d days weeks months years periods".split(" "));

    private final String text;
    private final String sign;
    private final Unit unit;

    private NumberAdvice(String cell, Unit unit) {
        String folded = CellText.folded(cell);
        boolean isPercentage = unit.isPercent() && folded.endsWith("%");
        this.text = isPercentage ? folded.substring(0, folded.length() - 1).strip() : folded;
        this.sign = isPercentage ? " %" : "";
        this.unit = unit;
    }

    /** @param cell neither blank nor a number as it should be written */
    static String on(String cell, Unit unit) {
        var advice = new NumberAdvice(cell, unit);
        return "'" + cell + "' " + advice.reason();
    }

    private String reason() {
        return plain(text, "has a dash in place of its minus")
                .or(() -> regrouped(text))
                .or(this::spreadsheets)
                .or(this::inFull)
                .or(this::wrapped)
                .or(this::withUnit)
                .orElseGet(() -> text.chars().anyMatch(Character::isDigit)
                        ? "is not a number that can be read in one way: write it in digits and a decimal point only, in "
                                + unit.symbol()
                        : "is not a number: write digits only, the unit (" + unit.symbol()
                                + ") is in the column's head");
    }

    private Optional<String> plain(String number, String fault) {
        return WrittenNumber.in(number)
                .filter(only -> !only.hasPercentSign())
                .map(only -> fault + instead(only.value()));
    }

    /** What to write in place of the one number that can be meant, or the question that it raises itself. */
    private String instead(BigDecimal value) {
        String plain = WrittenNumber.plain(value) + sign;
        return unit.isInRange(value)
                ? NumberDoubt.about(plain, unit)
                        .map(doubt -> ", and is " + doubt)
                        .orElse(": write " + plain)
                : ": write " + plain;
    }

    private Optional<String> regrouped(String number) {
        var readings = GroupedDigits.readings(number);
        if (readings.isEmpty()) {
            return Optional.empty();
        }
        if (readings.size() == 1) {
            return Optional.of(GroupedDigits.fault(number) + instead(readings.get(0)));
        }
        String first = WrittenNumber.plain(readings.get(0)) + sign;
        String both = first + " or " + WrittenNumber.withDecimals(readings.get(1)) + sign;
        return Optional.of("can be " + both + ": write " + both);
    }

    private Optional<String> spreadsheets() {
        String what =
                TIME.matcher(text).matches() ? "a time" : DATE.matcher(text).matches() ? "a date" : "";
        if (!what.isEmpty()) {
            return Optional.of("is " + what
                    + ", perhaps made of a number by a spreadsheet: write the number itself, in " + unit.symbol());
        }
        return NO_VALUE.matcher(text).matches()
                ? Optional.of("is what a spreadsheet shows where a number is missing or too wide: write the number")
                : Optional.empty();
    }

    private Optional<String> inFull() {
        var match = SCIENTIFIC.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        String decimals = match.group(2) == null ? "" : "." + match.group(2);
        var value = new BigDecimal(match.group(1) + decimals).scaleByPowerOfTen(Integer.parseInt(match.group(3)));
        return Optional.of("is not a number in full, a spreadsheet may have rounded it: write all its digits, "
                + WrittenNumber.plain(value) + sign + " if none was lost");
    }

    private Optional<String> wrapped() {
        var brackets = IN_BRACKETS.matcher(text);
        if (brackets.matches()) {
            return plain("-" + brackets.group(1), "stands in brackets, which means a negative number in accounts");
        }
        var quotes = IN_QUOTES.matcher(text);
        return quotes.matches() ? plain(quotes.group(1).strip(), "stands in quotes") : Optional.empty();
    }

    private Optional<String> withUnit() {
        var match = WITH_UNIT.matcher(text);
        return match.matches() ? withUnit(match) : Optional.empty();
    }

    private Optional<String> withUnit(Matcher match) {
        String name = (match.group(1) + match.group(3)).toLowerCase(Locale.ROOT);
        String number = match.group(2);
        if (unit.isCalled(name)) {
            return plain(number, "is not a number alone, and the unit (" + unit.symbol() + ") is in the column's head")
                    .or(() -> regrouped(number));
        }
        var pounds = WrittenNumber.in(number).filter(value -> unit == Unit.PRICE && POUNDS.contains(name));
        if (pounds.isPresent()) {
            String pence = pounds.get().plain();
            String hundredfold = WrittenNumber.plain(pounds.get().value().movePointRight(2));
            return Optional.of("holds a currency, and the column is in pence: write " + pence + " if it is pence, "
                    + hundredfold + " if it is pounds");
        }
        return POUNDS.contains(name) || UNITS.contains(name) || TIMES.contains(name)
                ? Optional.of("has another unit than the column: write the number in " + unit.symbol())
                : Optional.empty();
    }
}
