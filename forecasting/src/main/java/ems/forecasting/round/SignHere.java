package ems.forecasting.round;

import java.util.Optional;

import ems.forecasting.federation.Announcement;

/** Port: signs for homes whose keys lie where the market runs. */
public interface SignHere {

    /**
     * @param into version that is merged
     * @param model hash of the one before
     * @return the announcement, signed; empty: the home's key is elsewhere, or there is none
     */
    Optional<String> signed(Announcement announcement, int into, String model);
}
