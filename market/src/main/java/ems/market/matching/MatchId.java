package ems.market.matching;

import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.period.MatchingPeriod;

/** Unique in its grid, and readable: {@code 2019-08-04T00:05:00Z~L1~EV3}. */
public record MatchId(String text) {

    public MatchId {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a match has no id");
        }
    }

    public static MatchId of(MatchingPeriod period, ProsumerId prosumer, VehicleId vehicle) {
        return new MatchId(period + "~" + prosumer + "~" + vehicle);
    }

    @Override
    public String toString() {
        return text;
    }
}
