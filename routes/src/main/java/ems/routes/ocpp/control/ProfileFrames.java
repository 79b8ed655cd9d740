package ems.routes.ocpp.control;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import ems.market.quantity.Power;
import ems.market.record.Flow;
import ems.routes.ocpp.frame.FrameText;
import ems.routes.ocpp.frame.OcppVersion;
import ems.routes.ocpp.session.ChargingSession;
import ems.routes.ocpp.table.Charger;

/**
 * The payloads by which a station is asked to charge or discharge. Each says how many phases the car charges with: where none are said, a
 * station takes three, and gives a car with one a third of the watts.
 */
final class ProfileFrames {

    /** How long an order holds: longer than a period, so that the next one comes in time, and not much longer. */
    static final Duration DEAD_MAN = Duration.ofSeconds(90);

    private static final String PHASES = "numberPhases";
    private static final int OWNERS_PROFILE = 40_000;
    private static final int SESSIONS_PROFILE = 60_000;
    private static final int UPDATED_EVERY_SECONDS = 60;

    private final Charger charger;
    private final OcppVersion version;
    private final int stackLevel;

    /** @param stackLevel of ours among the station's profiles: its highest, so that no other covers it */
    ProfileFrames(Charger charger, OcppVersion version, int stackLevel) {
        this.charger = charger;
        this.version = version;
        this.stackLevel = stackLevel;
    }

    int sessionsProfile() {
        return SESSIONS_PROFILE + charger.plug().number();
    }

    /** A limit of the session's power; of 1.6 and 2.0.1. */
    ObjectNode limit(ChargingSession session, PowerOrder order, ProfileForm form, Instant start) {
        var schedule = FrameText.object().put("chargingRateUnit", form.unit());
        if (form.isAbsolute()) {
            schedule.put("startSchedule", start.toString()).put("duration", DEAD_MAN.toSeconds());
        }
        schedule.putArray("chargingSchedulePeriod")
                .addObject()
                .put("startPeriod", 0)
                .put("limit", inUnit(order, form.unit()))
                .put(PHASES, charger.phases());
        return profile(
                sessionsProfile(),
                stackLevel,
                "TxProfile",
                form.isAbsolute() ? "Absolute" : "Relative",
                session,
                schedule);
    }

    private BigDecimal inUnit(PowerOrder order, String unit) {
        return unit.equals("W") ? order.watts() : order.amperes(charger);
    }

    /** A set point that is renewed each period, and ends by itself when it is not; of 2.1. */
    ObjectNode dynamic(ChargingSession session, PowerOrder order) {
        var schedule = FrameText.object().put("chargingRateUnit", "W").put("duration", DEAD_MAN.toSeconds());
        schedule.putArray("chargingSchedulePeriod")
                .add(setPoint(order)
                        .put("startPeriod", 0)
                        .put(PHASES, charger.phases())
                        .put("operationMode", "CentralSetpoint"));
        var payload = profile(sessionsProfile(), stackLevel, "TxProfile", "Dynamic", session, schedule);
        ((ObjectNode) payload.get("chargingProfile")).put("dynUpdateInterval", UPDATED_EVERY_SECONDS);
        return payload;
    }

    /** The set point of another period for {@link #dynamic}. */
    ObjectNode update(PowerOrder order) {
        return FrameText.object().put("chargingProfileId", sessionsProfile()).set("scheduleUpdate", setPoint(order));
    }

    private static ObjectNode setPoint(PowerOrder order) {
        var watts = order.watts();
        var none = BigDecimal.ZERO;
        return FrameText.object()
                .put("setpoint", watts)
                .put("limit", watts.max(none))
                .put("dischargeLimit", watts.min(none));
    }

    /** What the owner wishes while no order holds. @param unit W or A */
    ObjectNode withoutMarket(Power power, String unit) {
        var order = new PowerOrder(Flow.STORED, power);
        var schedule = FrameText.object().put("chargingRateUnit", unit);
        if (!version.isSecondGeneration()) {
            schedule.put("startSchedule", "2020-01-01T00:00:00Z");
        }
        schedule.putArray("chargingSchedulePeriod")
                .addObject()
                .put("startPeriod", 0)
                .put("limit", inUnit(order, unit))
                .put(PHASES, charger.phases());
        return profile(
                OWNERS_PROFILE + charger.plug().number(),
                0,
                "TxDefaultProfile",
                version.isSecondGeneration() ? "Relative" : "Absolute",
                null,
                schedule);
    }

    /** Asks what will really be charged. */
    ObjectNode composite(String unit) {
        return plug().put("duration", UPDATED_EVERY_SECONDS).put("chargingRateUnit", unit);
    }

    /** Takes an order back that does not end by itself. */
    ObjectNode clear() {
        return version.isSecondGeneration()
                ? FrameText.object().put("chargingProfileId", sessionsProfile())
                : FrameText.object().put("id", sessionsProfile());
    }

    private ObjectNode plug() {
        return FrameText.object()
                .put(
                        version.isSecondGeneration() ? "evseId" : "connectorId",
                        charger.plug().number());
    }

    private ObjectNode profile(
            int id, int level, String purpose, String kind, @Nullable ChargingSession session, ObjectNode schedule) {
        boolean second = version.isSecondGeneration();
        var profile = FrameText.object()
                .put(second ? "id" : "chargingProfileId", id)
                .put("stackLevel", level)
                .put("chargingProfilePurpose", purpose)
                .put("chargingProfileKind", kind);
        if (session != null && second) {
            profile.put("transactionId", session.name());
        } else if (session != null) {
            profile.put("transactionId", session.id());
        }
        if (second) {
            profile.putArray("chargingSchedule").add(schedule.put("id", 1));
        } else {
            profile.set("chargingSchedule", schedule);
        }
        return plug().set(second ? "chargingProfile" : "csChargingProfiles", profile);
    }
}
