package ems.routes.ocpp.value;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import ems.market.quantity.Energy;
import ems.routes.ocpp.frame.CallRefused;
import ems.routes.ocpp.frame.FaultCode;
import ems.routes.telemetry.QuotedText;

/**
 * The sampled values of OCPP, of 1.6 and of 2.x alike.
 *
 * <p>What is left out has a meaning: no measurand is the register of imported energy, no unit is Wh, no location is the outlet. Of a
 * register that is given by phase alone the phases are added. What is measured at the inlet is the station's own supply, and
 * passed over. A state of charge of exactly 0 % is what stations say before the car has told them.
 */
public final class MeterValues {

    private static final BigDecimal MILLIJOULES_PER_WATT_HOUR = BigDecimal.valueOf(3_600_000);
    private static final BigDecimal MOST_WATT_HOURS = BigDecimal.valueOf(1_000_000_000_000L);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int MOST_DIGITS = 30;
    private static final int MOST_TENS = 9;
    private static final int MOST_SAMPLES = 10_000;
    private static final String OF_THE_BEGINNING = "Transaction.Begin";
    private static final String OF_THE_END = "Transaction.End";

    private final Map<Register, BigDecimal> totals = new EnumMap<>(Register.class);
    private final Map<Register, BigDecimal> phases = new EnumMap<>(Register.class);
    private final List<String> signed = new ArrayList<>();
    private final List<String> doubts = new ArrayList<>();
    private Optional<BigDecimal> charge = Optional.empty();

    /** What counts at the car, by where it is measured: an outlet speaks before the rest. */
    private enum Register {
        STORED,
        STORED_ELSEWHERE,
        RELEASED,
        RELEASED_ELSEWHERE
    }

    private MeterValues() {}

    /** @param list {@code meterValue} or {@code transactionData}; missing: none */
    public static List<MeterSample> in(JsonNode list) {
        if (list.isMissingNode() || list.isNull()) {
            return List.of();
        }
        if (!list.isArray() || list.size() > MOST_SAMPLES) {
            throw new CallRefused(FaultCode.TYPE, "meter values are a list of at most " + MOST_SAMPLES);
        }
        List<MeterSample> samples = new ArrayList<>();
        for (JsonNode each : list) {
            samples.add(new MeterValues().sample(each));
        }
        return samples;
    }

    /** Wh, as {@code meterStart} and {@code meterStop} of 1.6 are. */
    public static Optional<Energy> wattHours(JsonNode number) {
        return number.isNumber() ? energy(number.decimalValue()) : Optional.empty();
    }

    private MeterSample sample(JsonNode each) {
        var at = new CallPayload(each).instant("timestamp");
        for (JsonNode value : each.path("sampledValue")) {
            try {
                read(value);
            } catch (IllegalArgumentException no) {
                doubts.add(String.valueOf(no.getMessage()));
            }
        }
        return new MeterSample(
                at,
                register(Register.STORED, Register.STORED_ELSEWHERE),
                register(Register.RELEASED, Register.RELEASED_ELSEWHERE),
                charge,
                List.copyOf(signed),
                List.copyOf(doubts));
    }

    private void read(JsonNode value) {
        var location = value.path("location").asText("Outlet");
        SignedValue.in(value).ifPresent(signed::add);
        if (SignedValue.isAlone(value) || location.equals("Inlet")) {
            return;
        }
        boolean elsewhere = !location.equals("Outlet");
        switch (value.path("measurand").asText("Energy.Active.Import.Register")) {
            case "Energy.Active.Import.Register" -> add(elsewhere ? Register.STORED_ELSEWHERE : Register.STORED, value);
            case "Energy.Active.Export.Register" ->
                add(elsewhere ? Register.RELEASED_ELSEWHERE : Register.RELEASED, value);
            case "SoC" -> charge(number(value));
            default -> {
                // power, current and the like follow from the registers
            }
        }
    }

    private void charge(BigDecimal percent) {
        if (percent.signum() < 0 || percent.compareTo(HUNDRED) > 0) {
            throw new IllegalArgumentException("a state of charge of " + percent + " % is outside [0, 100] %");
        }
        charge = percent.signum() == 0 ? charge : Optional.of(percent);
    }

    private void add(Register register, JsonNode value) {
        var wattHours = wattHoursOf(value);
        if (energy(wattHours).isEmpty()) {
            throw new IllegalArgumentException(
                    "a register of " + wattHours.toPlainString() + " Wh is outside [0, 10^12] Wh");
        }
        var phase = value.path("phase");
        if (!phase.isTextual()) {
            addTotal(register, wattHours, value.path("context").asText());
        } else if (phase.textValue().startsWith("L")) {
            phases.merge(register, wattHours, BigDecimal::add);
        }
    }

    /** Of several values the first one counts, as of several messages; of a session's first and last one, told together, the last. */
    private void addTotal(Register register, BigDecimal wattHours, String context) {
        if (context.equals(OF_THE_END)) {
            totals.put(register, wattHours);
            return;
        }
        var first = totals.putIfAbsent(register, wattHours);
        if (first != null && first.compareTo(wattHours) != 0 && !context.equals(OF_THE_BEGINNING)) {
            throw new IllegalArgumentException("one register shows " + first.toPlainString() + " Wh and "
                    + wattHours.toPlainString() + " Wh at one instant: the first counts");
        }
    }

    private static BigDecimal wattHoursOf(JsonNode value) {
        var ofSecond = value.path("unitOfMeasure");
        var unit = ofSecond.path("unit").asText(value.path("unit").asText("Wh"));
        var multiplier = ofSecond.path("multiplier");
        int tens = multiplier.asInt(0);
        if (Math.abs((long) tens) > MOST_TENS) {
            throw new IllegalArgumentException("multiplier " + tens + " is outside [-9, 9]");
        }
        return number(value)
                .scaleByPowerOfTen(tens)
                .scaleByPowerOfTen(
                        switch (unit) {
                            case "Wh" -> 0;
                            case "kWh" -> 3;
                            case "MWh" -> 6;
                            default ->
                                throw new IllegalArgumentException(
                                        "unit " + QuotedText.of(unit) + " of a register is none of Wh, kWh, MWh");
                        });
    }

    /** A text in 1.6, a number in 2.x; either is taken. */
    private static BigDecimal number(JsonNode value) {
        var given = value.path("value");
        try {
            var text = given.asText().strip();
            if (text.length() > MOST_DIGITS) {
                throw new NumberFormatException();
            }
            var number = given.isNumber() ? given.decimalValue() : new BigDecimal(text);
            if (Math.abs((long) number.scale()) <= MOST_DIGITS && number.precision() <= MOST_DIGITS) {
                return number;
            }
        } catch (NumberFormatException no) {
            throw new IllegalArgumentException("value " + QuotedText.of(given.asText()) + " is no number", no);
        }
        throw new IllegalArgumentException("value " + QuotedText.of(given.asText()) + " is too long");
    }

    private Optional<Energy> register(Register first, Register second) {
        for (Register register : new Register[] {first, second}) {
            var shown = totals.containsKey(register) ? totals.get(register) : phases.get(register);
            if (shown != null) {
                return energy(shown);
            }
        }
        return Optional.empty();
    }

    private static Optional<Energy> energy(BigDecimal wattHours) {
        return wattHours.signum() < 0 || wattHours.compareTo(MOST_WATT_HOURS) > 0
                ? Optional.empty()
                : Optional.of(new Energy(wattHours
                        .multiply(MILLIJOULES_PER_WATT_HOUR)
                        .setScale(0, RoundingMode.HALF_EVEN)
                        .longValueExact()));
    }
}
