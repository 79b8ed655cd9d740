package ems.routes.telemetry;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Power;
import ems.market.telemetry.MeterReading;

/**
 * Meter readings as JSON, one object or a list:
 * <pre>{"meter": "L1", "at": "2026-01-31T12:00:00Z", "interval_s": 10, "production_kw": 1.25, "consumption_w": 400}</pre>
 *
 * <p>{@code at} is the start of the interval, UTC, at a whole multiple of 10 s. {@code interval_s} is in seconds, a
 * multiple of 10 in [10, 60], and 10 if left out: of a longer reading the first minute would be settled before it ends. Production and consumption are mean powers over the interval, each
 * given once: in {@code _w} (watt) or in {@code _kw} (kilowatt). Both are at least 0; a production down to -100 W, an
 * inverter's draw at night, counts as consumption.
 */
public final class ReadingMessages {

    private static final List<String> FIELDS =
            List.of("meter", "at", "interval_s", "production_w", "production_kw", "consumption_w", "consumption_kw");
    private static final BigDecimal SAMPLE = BigDecimal.valueOf(MatchingPeriod.SAMPLE.toSeconds());
    private static final BigDecimal LONGEST = BigDecimal.valueOf(MatchingPeriod.LENGTH.toSeconds());
    private static final int MILLI = 3;

    private ReadingMessages() {}

    static List<ParsedMessage<MeterReading>> in(byte[] body) {
        return JsonMessages.in(body, ReadingMessages::reading);
    }

    /**
     * Reads what a door would take as a body, where nobody keeps dead letters.
     *
     * @throws IllegalArgumentException if one of them is not well-formed, with the reason
     */
    public static List<MeterReading> read(String json) {
        return in(json.getBytes(StandardCharsets.UTF_8)).stream()
                .map(ReadingMessages::accepted)
                .toList();
    }

    private static MeterReading accepted(ParsedMessage<MeterReading> message) {
        if (message instanceof ParsedMessage.Refused<MeterReading> refused) {
            throw new IllegalArgumentException(refused.reason());
        }
        return ((ParsedMessage.Accepted<MeterReading>) message).message();
    }

    /** Writes readings as a sender does. */
    public static String json(List<MeterReading> readings) {
        var list = JsonMessages.JSON.createArrayNode();
        readings.forEach(reading -> list.addObject()
                .put("meter", reading.prosumer().text())
                .put("at", reading.at().toString())
                .put("interval_s", reading.interval().toSeconds())
                .put("production_w", watts(reading.production()))
                .put("consumption_w", watts(reading.consumption())));
        return JsonMessages.written(list);
    }

    private static BigDecimal watts(Power power) {
        return BigDecimal.valueOf(power.milliwatts(), MILLI);
    }

    private static MeterReading reading(JsonMessage message) {
        message.refuseOthersThan(FIELDS);
        return MeterReading.withNightDraw(
                new ProsumerId(message.word("meter")),
                message.instant("at"),
                interval(message),
                production(message),
                power(message, "consumption"));
    }

    private static Duration interval(JsonMessage message) {
        var seconds = message.number("interval_s");
        if (seconds.isEmpty()) {
            return MatchingPeriod.SAMPLE;
        }
        var value = seconds.get();
        if (value.signum() <= 0
                || value.compareTo(LONGEST) > 0
                || value.remainder(SAMPLE).signum() != 0) {
            throw new IllegalArgumentException("interval_s " + value + " s is not a multiple of 10 s in [10, 60] s");
        }
        return Duration.ofSeconds(value.longValueExact());
    }

    /** In mW; below 0 as an inverter says at night. */
    private static long production(JsonMessage message) {
        boolean below = Stream.of("production_w", "production_kw")
                .anyMatch(field -> message.number(field).orElse(BigDecimal.ZERO).signum() < 0);
        long milliwatts = power(message, "production", below).milliwatts();
        return below ? -milliwatts : milliwatts;
    }

    private static Power power(JsonMessage message, String what) {
        return power(message, what, false);
    }

    /** @param turned whether a value below 0 is read as if it were above */
    private static Power power(JsonMessage message, String what, boolean turned) {
        var watts = message.number(what + "_w");
        var kilowatts = message.number(what + "_kw");
        if (watts.isPresent() == kilowatts.isPresent()) {
            throw new IllegalArgumentException(what
                    + (watts.isPresent() ? " is given twice" : " is missing") + ": give either " + what + "_w or "
                    + what
                    + "_kw");
        }
        try {
            var value = watts.or(() -> kilowatts).orElseThrow();
            var read = turned ? value.negate() : value;
            return watts.isPresent() ? Power.ofWatts(read) : Power.ofKilowatts(read);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(what + ": " + e.getMessage(), e);
        }
    }
}
