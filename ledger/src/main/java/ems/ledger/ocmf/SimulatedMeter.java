package ems.ledger.ocmf;

import java.time.Instant;

import ems.ledger.key.P256SigningKey;
import ems.market.quantity.Energy;

/**
 * The meter of a simulated charger, which signs what went through it. Its readings are multiples of
 * {@link OcmfReading#RESOLUTION}. Immutable: the register and the count are the caller's.
 *
 * @param serial of the meter, A-Z a-z 0-9 . _ * and -
 * @param chargePoint its EVSE id, of the same characters
 */
public record SimulatedMeter(String serial, String chargePoint, P256SigningKey key) {

    /** OBIS code of energy into a vehicle. */
    public static final String INTO_THE_VEHICLE = "1-b:1.8.0";

    /** OBIS code of energy out of a vehicle. */
    public static final String OUT_OF_THE_VEHICLE = "1-b:2.8.0";

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
                + new OcmfReading(from, 'S', 'B', register, atBegin).json() + ","
                + new OcmfReading(until, 'S', 'E', register, atEnd).json() + "]}";
        return Ocmf.sign(payload, key);
    }
}
