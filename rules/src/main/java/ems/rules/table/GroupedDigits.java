package ems.rules.table;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** Digits with marks other than one decimal point: which number can be meant? */
final class GroupedDigits {

    /** 1,000: a group of three digits, or three decimals. */
    private static final Pattern EITHER = Pattern.compile("(-?[1-9][0-9]{0,2}),([0-9]{3})");
    /** 107,5 and ,5 and 0,500. */
    private static final Pattern DECIMAL_COMMA = Pattern.compile("(-?[0-9]*),([0-9]+)");
    /** 1,000,000 and 12,34,567 and 1,000.5. */
    private static final Pattern COMMAS = Pattern.compile("(-?[0-9]{1,3}(?:,[0-9]{2,3})*,[0-9]{3})(?:\\.([0-9]+))?");
    /** 1.000.000 and 1.000,5. */
    private static final Pattern POINTS = Pattern.compile("(-?[0-9]{1,3}(?:\\.[0-9]{3})+)(?:,([0-9]+))?");
    /** 1 000 and 1'000 and 1_000, with decimals or not. */
    private static final Pattern BLANKS = Pattern.compile(
            "(-?[0-9]{1,3}(?: [0-9]{3})+|-?[0-9]{1,3}(?:'[0-9]{3})+|-?[0-9]{1,3}(?:_[0-9]{3})+)(?:[.,]([0-9]+))?");
    /** .5 and 5. */
    private static final Pattern BARE_POINT = Pattern.compile("(-?[0-9]+)\\.|-?\\.([0-9]+)");

    private GroupedDigits() {}

    /** The numbers that can be meant: none if the text holds anything else, two if nobody can know which. */
    static List<BigDecimal> readings(String text) {
        var either = EITHER.matcher(text);
        if (either.matches()) {
            return List.of(
                    number(text, either.group(1) + either.group(2), ""),
                    number(text, either.group(1), either.group(2)));
        }
        return Stream.of(DECIMAL_COMMA, COMMAS, POINTS, BLANKS, BARE_POINT)
                .map(form -> form.matcher(text))
                .filter(Matcher::matches)
                .map(match -> number(text, match.group(1), match.group(2)))
                .limit(1)
                .toList();
    }

    /** What is wrong with a text that has one reading. */
    static String fault(String text) {
        if (DECIMAL_COMMA.matcher(text).matches()) {
            return "has a decimal comma";
        }
        return BARE_POINT.matcher(text).matches() ? "lacks a digit beside its point" : "has thousands marks";
    }

    private static BigDecimal number(String text, @Nullable String whole, @Nullable String decimals) {
        String sign = text.startsWith("-") ? "-0" : "0";
        return new BigDecimal(sign + digits(whole) + "." + digits(decimals) + "0");
    }

    private static String digits(@Nullable String text) {
        return text == null ? "" : text.replaceAll("[^0-9]", "");
    }
}
