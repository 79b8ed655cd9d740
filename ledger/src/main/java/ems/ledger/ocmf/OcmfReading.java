package ems.ledger.ocmf;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import ems.market.quantity.Energy;
import ems.market.record.Flow;

/**
 * What a meter's register stood at.
 *
 * @param clock how far the time is to be trusted: U unknown, I informative, S synchronised, R relative
 * @param reason TX: B begin, C charging, S suspended, T tariff change, or the end: E, L local, R remote, A aborted, P power;
 *     empty: the meter does not say
 * @param register OBIS code of what was read, as in {@code 1-b:1.8.0}
 * @param energy exactly what the decimals say
 */
public record OcmfReading(Instant time, char clock, Optional<Character> reason, String register, Energy energy) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss,SSSxx").withResolverStyle(ResolverStyle.STRICT);
    private static final Pattern TIME_FORM =
            Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8},[0-9]{3}[+-][0-9]{2}):?([0-9]{2})");
    private static final Pattern INTO_THE_VEHICLE = register("0?1", "B");
    private static final Pattern OUT_OF_THE_VEHICLE = register("0?2", "C");
    private static final BigDecimal KILOWATT_HOUR = BigDecimal.valueOf(Energy.MILLIJOULES_PER_KILOWATT_HOUR);
    private static final BigDecimal WATT_HOUR = KILOWATT_HOUR.movePointLeft(3);

    /** As in 1-b:1.8.0 and 1-0:1.8.0*198, and as chargers number them besides: 01-00:B2.08.00.FF. */
    private static Pattern register(String quantity, String ofChargers) {
        return Pattern.compile(
                "[0-9]{1,2}-[0-9a-z]{1,2}:(" + quantity + "|" + ofChargers + "[0-3])[.]0?8[.].*",
                Pattern.CASE_INSENSITIVE);
    }

    static boolean isException(Map<String, String> members) {
        return members.getOrDefault("TX", "").equals("X");
    }

    /** @param members those of the reading, with those it has from the one before */
    static OcmfReading read(Map<String, String> members) {
        String time = member(members, "TM");
        int blank = time.length() - 2;
        if (blank < 0 || time.charAt(blank) != ' ') {
            throw new IllegalArgumentException("OCMF time '" + time + "' does not end in a blank and a clock's state");
        }
        if (!member(members, "ST").equals("G")) {
            throw new IllegalArgumentException("OCMF meter state '" + members.get("ST") + "' is not G, good");
        }
        if (!members.getOrDefault("EF", "").isEmpty()) {
            throw new IllegalArgumentException("OCMF error flags '" + members.get("EF") + "' are not empty");
        }
        return new OcmfReading(
                time(time.substring(0, blank)),
                oneOf("UISR", time.substring(blank + 1), "clock's state"),
                Optional.ofNullable(members.get("TX")).map(reason -> oneOf("BCSTELRAP", reason, "reason TX")),
                member(members, "RI"),
                energy(member(members, "RV"), member(members, "RU")));
    }

    private static String member(Map<String, String> members, String name) {
        var value = members.get(name);
        if (value == null) {
            throw new IllegalArgumentException("OCMF member " + name + " of a reading is missing");
        }
        return value;
    }

    private static Instant time(String text) {
        var parts = TIME_FORM.matcher(text);
        try {
            if (parts.matches()) {
                return OffsetDateTime.parse(parts.group(1) + parts.group(2), TIME)
                        .toInstant();
            }
        } catch (DateTimeException noSuchDay) {
            throw noTime(text, noSuchDay);
        }
        throw noTime(text, null);
    }

    private static IllegalArgumentException noTime(String text, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "OCMF time '" + text + "' is not written like 2026-01-31T12:00:00,000+0000", cause);
    }

    private static char oneOf(String letters, String text, String what) {
        if (text.length() != 1 || letters.indexOf(text.charAt(0)) < 0) {
            throw new IllegalArgumentException("OCMF " + what + " '" + text + "' is none of " + letters);
        }
        return text.charAt(0);
    }

    private static Energy energy(String number, String unit) {
        var scale = switch (unit) {
            case "kWh" -> KILOWATT_HOUR;
            case "Wh" -> WATT_HOUR;
            default -> throw new IllegalArgumentException("OCMF unit '" + unit + "' is neither kWh nor Wh");
        };
        if (!number.matches("[0-9]{1,12}([.][0-9]{1,12})?")) {
            throw new IllegalArgumentException("OCMF reading '" + number
                    + "' is no decimal number of at most 12 digits before and after its point");
        }
        try {
            return new Energy(new BigDecimal(number).multiply(scale).longValueExact());
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "OCMF reading of " + number + " " + unit + " is no whole number of mJ below 2^63", e);
        }
    }

    /** What went through the register; empty: something else than energy into or out of a vehicle. */
    public Optional<Flow> flow() {
        return INTO_THE_VEHICLE.matcher(register).matches()
                ? Optional.of(Flow.STORED)
                : OUT_OF_THE_VEHICLE.matcher(register).matches() ? Optional.of(Flow.RELEASED) : Optional.empty();
    }

    /** Whether its time is that of a clock which was set. */
    public boolean isTimed() {
        return clock != 'U';
    }
}
