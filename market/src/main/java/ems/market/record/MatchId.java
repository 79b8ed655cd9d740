package ems.market.record;

import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.MatchingPeriod;

/** Unique in its grid, and readable: {@code 2019-08-04T00:05:00Z~L1~EV3}. */
public record MatchId(String text) {

    public MatchId {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a match has no id");
        }
    }

    public static MatchId of(MatchingPeriod period, ProsumerId prosumer, VehicleId vehicle) {
        return new MatchIds(period).of(prosumer, vehicle);
    }

    /**
     * The period that the id names.
     *
     * @throws IllegalArgumentException if it names none
     */
    public MatchingPeriod period() {
        int end = text.indexOf('~');
        if (end < 0) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not the id of a match like 2026-01-31T12:00:00Z~L1~EV1");
        }
        return MatchingPeriod.parse(text.substring(0, end));
    }

    /** Spelled out, since maps ask a hundred million times: a record's own goes through method handles. */
    @Override
    public boolean equals(Object other) {
        return other instanceof MatchId that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
