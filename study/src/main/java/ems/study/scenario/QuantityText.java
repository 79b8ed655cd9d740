package ems.study.scenario;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ems.market.quantity.Energy;
import ems.market.quantity.Percentage;
import ems.market.quantity.Power;
import ems.market.quantity.Price;

/** Reads quantities as people write them: a number, a space, a unit. */
final class QuantityText {

    private static final Pattern FORM = Pattern.compile("(-?\\d{1,12}(?:\\.\\d{1,12})?) (\\S+)");
    private static final Map<String, BigDecimal> ENERGY = Map.of("kWh", BigDecimal.ONE, "Wh", new BigDecimal("0.001"));
    private static final Map<String, BigDecimal> POWER = Map.of("kW", BigDecimal.ONE, "W", new BigDecimal("0.001"));
    private static final Map<String, BigDecimal> PRICE = Map.of("p/kWh", BigDecimal.ONE);
    private static final Map<String, BigDecimal> TIME = Map.of(
            "s", BigDecimal.ONE,
            "min", BigDecimal.valueOf(60),
            "h", BigDecimal.valueOf(3_600),
            "days", BigDecimal.valueOf(86_400));
    private static final Map<String, BigDecimal> PERCENT = Map.of("%", BigDecimal.ONE);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);
    private static final BigDecimal YEARS = BigDecimal.valueOf(100L * 366 * 86_400);

    private QuantityText() {}

    /** @return in (0, 1000] kWh */
    static Energy energy(String text) {
        var kilowattHours = amount(text, ENERGY, "79.5 kWh");
        return Energy.ofKilowattHours(positive(text, kilowattHours, "kWh"));
    }

    /** @return in (0, 1000] kW */
    static Power power(String text) {
        return Power.ofKilowatts(positive(text, amount(text, POWER, "11 kW"), "kW"));
    }

    /** @return in [-1000, 1000] p/kWh */
    static Price price(String text) {
        var pence = amount(text, PRICE, "29.49 p/kWh");
        if (pence.abs().compareTo(THOUSAND) > 0) {
            throw new IllegalArgumentException("'" + text + "' is outside [-1000, 1000] p/kWh");
        }
        return Price.ofPencePerKilowattHour(pence);
    }

    /** @return in [0, 100] %, to a hundredth */
    static Percentage percent(String text) {
        var percent = amount(text, PERCENT, "1 %");
        if (percent.signum() < 0 || percent.compareTo(HUNDRED) > 0) {
            throw new IllegalArgumentException("'" + text + "' is outside [0, 100] %");
        }
        return Percentage.of(percent);
    }

    /** @return whole seconds, at most a hundred years either way */
    static Duration time(String text) {
        var seconds = amount(text, TIME, "60 s");
        if (seconds.abs().compareTo(YEARS) > 0 || seconds.stripTrailingZeros().scale() > 0) {
            throw new IllegalArgumentException("'" + text + "' is not in whole seconds, or longer than 100 years");
        }
        return Duration.ofSeconds(seconds.longValueExact());
    }

    private static BigDecimal positive(String text, BigDecimal value, String unit) {
        if (value.signum() <= 0 || value.compareTo(THOUSAND) > 0) {
            throw new IllegalArgumentException("'" + text + "' is outside (0, 1000] " + unit);
        }
        return value;
    }

    private static BigDecimal amount(String text, Map<String, BigDecimal> units, String example) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a number and a unit, like '" + example + "'");
        }
        var size = units.get(parts.group(2));
        if (size == null) {
            throw new IllegalArgumentException("'" + text + "' has the unit '" + parts.group(2) + "'; known here: "
                    + String.join(", ", units.keySet().stream().sorted().toList()));
        }
        return new BigDecimal(parts.group(1)).multiply(size);
    }
}
