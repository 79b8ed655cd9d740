package ems.ledger.ocmf;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Map;

import ems.market.quantity.Energy;

/**
 * What a meter's register stood at.
 *
 * @param clock how far the time is to be trusted: U unknown, I informative, S synchronised, R relative
 * @param reason B begin, C charging, S suspended, T tariff change, or the end: E, L local, R remote, A aborted, P power
 * @param register OBIS code of what was read, as in {@code 1-b:1.8.0}
 * @param energy exactly what the decimals say
 */
public record OcmfReading(Instant time, char clock, char reason, String register, Energy energy) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss,SSSxx").withResolverStyle(ResolverStyle.STRICT);
    private static final BigDecimal KILOWATT_HOUR = BigDecimal.valueOf(Energy.MILLIJOULES_PER_KILOWATT_HOUR);
    private static final BigDecimal WATT_HOUR = KILOWATT_HOUR.movePointLeft(3);

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
                oneOf("BCSTELRAP", member(members, "TX"), "reason TX"),
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
        try {
            return OffsetDateTime.parse(text, TIME).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "OCMF time '" + text + "' is not written like 2026-01-31T12:00:00,000+0000", e);
        }
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
}
