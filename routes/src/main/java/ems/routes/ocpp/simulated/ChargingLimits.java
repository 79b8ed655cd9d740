package ems.routes.ocpp.simulated;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The charging profiles of a connector (OCPP 1.6, section 3.13), as far as a market sets them: one limit each, in watts, below 0 out
 * of the car. Of those that hold, one of the session comes before a default, and a higher level before a lower one.
 */
final class ChargingLimits {

    private static final String SESSION = "TxProfile";
    private static final String DEFAULT = "TxDefaultProfile";

    private final Map<Integer, Limit> byId = new HashMap<>();

    private record Limit(boolean ofSession, int level, BigDecimal watts, Instant from, Instant until) {

        boolean holdsAt(Instant now) {
            return !now.isBefore(from) && now.isBefore(until);
        }
    }

    /** @return whether it is understood, and holds from now on or later */
    boolean set(JsonNode profile, Instant now) {
        var schedule = profile.path("chargingSchedule");
        var periods = schedule.path("chargingSchedulePeriod");
        var limit = periods.path(0).path("limit");
        var purpose = profile.path("chargingProfilePurpose").asText();
        if (!schedule.path("chargingRateUnit").asText().equals("W")
                || periods.size() != 1
                || !limit.isNumber()
                || !(purpose.equals(SESSION) || purpose.equals(DEFAULT))) {
            return false;
        }
        try {
            var from = schedule.has("startSchedule")
                    ? Instant.parse(schedule.path("startSchedule").asText())
                    : now;
            var until = schedule.has("duration")
                    ? from.plusSeconds(schedule.path("duration").asInt())
                    : Instant.MAX;
            byId.put(
                    profile.path("chargingProfileId").asInt(),
                    new Limit(
                            purpose.equals(SESSION),
                            profile.path("stackLevel").asInt(),
                            limit.decimalValue(),
                            from,
                            until));
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** @return whether there was such a profile */
    boolean clear(int id) {
        return byId.remove(id) != null;
    }

    /** What belonged to a session goes with it. */
    void endSession() {
        byId.values().removeIf(Limit::ofSession);
    }

    /** In watts; empty: nothing limits it. */
    Optional<BigDecimal> at(Instant now) {
        return byId.values().stream()
                .filter(limit -> limit.holdsAt(now))
                .max(Comparator.comparing(Limit::ofSession).thenComparing(Limit::level))
                .map(Limit::watts);
    }
}
