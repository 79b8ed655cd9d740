package ems.routes.telemetry;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

import ems.market.telemetry.MeterReading;
import ems.market.telemetry.VehicleStatus;

/** Writes messages as a sender would, in the formats of {@link ReadingMessages} and {@link StatusMessages}. */
public final class MessageJson {

    private static final int MILLI = 3;

    private MessageJson() {}

    public static String readings(List<MeterReading> readings) {
        return readings.stream().map(MessageJson::of).collect(Collectors.joining(",", "[", "]"));
    }

    public static String statuses(List<VehicleStatus> statuses) {
        return statuses.stream().map(MessageJson::of).collect(Collectors.joining(",", "[", "]"));
    }

    private static String of(MeterReading reading) {
        return "{\"meter\":\"" + reading.prosumer() + "\",\"at\":\"" + reading.at() + "\",\"interval_s\":"
                + reading.interval().toSeconds() + ",\"production_w\":"
                + watts(reading.production().milliwatts()) + ",\"consumption_w\":"
                + watts(reading.consumption().milliwatts()) + "}";
    }

    private static String of(VehicleStatus status) {
        return "{\"vehicle\":\"" + status.vehicle() + "\",\"at\":\"" + status.at() + "\",\"plugged_in\":"
                + status.pluggedIn() + ",\"driven_kwh\":"
                + status.driven().toKilowattHours().toPlainString()
                + status.stored()
                        .map(stored ->
                                ",\"stored_kwh\":" + stored.toKilowattHours().toPlainString())
                        .orElse("")
                + "}";
    }

    private static String watts(long milliwatts) {
        return BigDecimal.valueOf(milliwatts, MILLI).toPlainString();
    }
}
