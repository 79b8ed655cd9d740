package ems.processes.enrolment;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The agent that shall speak for a home.
 *
 * @param reason why, in 1 to 300 characters
 * @param key public key with which it signs for the home, 43 characters of base64url
 * @param car such as {@code EV1}, if it signs for a car as well; then {@code car_key} comes along
 * @param car_key public key with which it signs for the car
 * @param days how long its token holds; left out: 397
 * @param meter where it hears the home's meter: a file of readings, or a broker such as {@code mqtt://127.0.0.1:1883}; for the
 *     command that is shown alone
 * @param isPrivate whether the home is private from the first period on that the agent signs for; otherwise it stays as it is
 */
public record AgentWish(
        @Nullable String reason,
        @Nullable String key,
        @Nullable String car,
        @Nullable String car_key,
        @Nullable Integer days,
        @Nullable String meter,
        @JsonProperty("private") @Nullable Boolean isPrivate) {

    /** Left out, or false: no. */
    boolean asksForPrivacy() {
        return Boolean.TRUE.equals(isPrivate);
    }
}
