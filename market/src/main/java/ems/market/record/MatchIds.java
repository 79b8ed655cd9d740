package ems.market.record;

import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.MatchingPeriod;

/** The ids of one period's matches, whose start is written once for all of them. */
public final class MatchIds {

    private final String start;

    public MatchIds(MatchingPeriod period) {
        this.start = period + "~";
    }

    public MatchId of(ProsumerId prosumer, VehicleId vehicle) {
        return new MatchId(start + prosumer.text() + '~' + vehicle.text());
    }

    /** The id of a trade between homes. */
    public MatchId of(ProsumerId seller, ProsumerId buyer) {
        return new MatchId(start + seller.text() + '~' + buyer.text());
    }

    /** Whether a match of this period has the id. */
    public boolean has(MatchId id) {
        return id.text().startsWith(start);
    }
}
