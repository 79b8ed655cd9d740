package ems.ledger.ocmf;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

import ems.ledger.key.MeterSigningKey;
import ems.market.quantity.Energy;

/**
 * The meter of a simulated charger, which signs what went through it. Its readings are multiples of {@link #RESOLUTION}.
 *
 * @param serial of the meter, A-Z a-z 0-9 . _ * and -
 * @param chargePoint its EVSE id, of the same characters
 */
public record SimulatedMeter(String serial, String chargePoint, MeterSigningKey key) {

    /** Energy is written in kWh with up to 8 decimals, so an amount that can be written is a multiple of this. */
    public static final Energy RESOLUTION = new Energy(36);

    /** OBIS code of energy out of a vehicle. */
    public static final String OUT_OF_THE_VEHICLE = "1-b:2.8.0";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss,SSSxx");
    private static final BigDecimal KILOWATT_HOUR = BigDecimal.valueOf(Energy.MILLIJOULES_PER_KILOWATT_HOUR);

    public SimulatedMeter {
        refuseForeign(serial, "serial");
        refuseForeign(chargePoint, "charge point");
    }

    private static void refuseForeign(String text, String what) {
        if (!text.matches("[A-Za-z0-9._*~:-]{1,200}")) {
            throw new IllegalArgumentException("a meter's " + what + " is not 1 to 200 of A-Z a-z 0-9 . _ * ~ : -");
        }
    }

    /**
     * @param count one more than for the record before
     * @param id for what the energy was, as in a match's id
     */
    public Ocmf sign(
            long count, String id, String register, Instant from, Energy atBegin, Instant until, Energy atEnd) {
        refuseForeign(id, "id");
        refuseForeign(register, "register");
        String payload = "{\"FV\":\"1.4\",\"PG\":\"T" + count + "\",\"MS\":\"" + serial
                + "\",\"IS\":true,\"IT\":\"LOCAL\",\"ID\":\"" + id + "\",\"CT\":\"EVSEID\",\"CI\":\"" + chargePoint
                + "\",\"RD\":["
                + reading(from, 'B', register, atBegin) + ","
                + reading(until, 'E', register, atEnd) + "]}";
        return sign(payload, key);
    }

    private static String reading(Instant time, char reason, String register, Energy energy) {
        if (energy.millijoules() % RESOLUTION.millijoules() != 0) {
            throw new IllegalArgumentException("a reading of " + energy.millijoules() + " mJ is no multiple of "
                    + RESOLUTION.millijoules() + " mJ");
        }
        var kilowattHours = new BigDecimal(energy.millijoules()).divide(KILOWATT_HOUR, 8, RoundingMode.UNNECESSARY);
        return "{\"TM\":\"" + TIME.format(time.atOffset(ZoneOffset.UTC)) + " S\",\"TX\":\"" + reason + "\",\"RV\":"
                + kilowattHours.toPlainString() + ",\"RI\":\"" + register
                + "\",\"RU\":\"kWh\",\"EF\":\"\",\"ST\":\"G\"}";
    }

    /** @param payload JSON without {@code |}, which is signed as it stands */
    static Ocmf sign(String payload, MeterSigningKey key) {
        byte[] der = key.signature(payload.getBytes(StandardCharsets.UTF_8));
        return Ocmf.parse(
                "OCMF|" + payload + "|{\"SA\":\"" + key.publicKey().algorithm().word() + "\",\"SD\":\""
                        + HexFormat.of().withUpperCase().formatHex(der) + "\"}");
    }
}
