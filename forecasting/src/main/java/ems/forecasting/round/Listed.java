package ems.forecasting.round;

import ems.forecasting.federation.Announcement;
import ems.market.party.ProsumerId;

/**
 * Who announced itself to a round, as all others are shown it.
 *
 * @param signed the announcement, signed by the home
 * @param here whether the market's own process trains the pair, as the market says
 */
public record Listed(Announcement announcement, String signed, boolean here) {

    public ProsumerId home() {
        return announcement.prosumer();
    }
}
