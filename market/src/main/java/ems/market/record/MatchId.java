package ems.market.record;

import org.jspecify.annotations.Nullable;

import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.MatchingPeriod;
import ems.market.text.SpelledText;

/** Unique in its grid, and readable: {@code 2019-08-04T00:05:00Z~L1~EV3}. */
public final class MatchId {

    private final SpelledText text;

    public MatchId(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a match has no id");
        }
        this.text = new SpelledText(text);
    }

    public static MatchId of(MatchingPeriod period, ProsumerId prosumer, VehicleId vehicle) {
        return new MatchIds(period).of(prosumer, vehicle);
    }

    public static MatchId of(MatchingPeriod period, ProsumerId seller, ProsumerId buyer) {
        return new MatchIds(period).of(seller, buyer);
    }

    public String text() {
        return text.toString();
    }

    /** The {@link #text}, for the lines of files. */
    public SpelledText spelled() {
        return text;
    }

    /**
     * The period that the id names.
     *
     * @throws IllegalArgumentException if it names none
     */
    public MatchingPeriod period() {
        int end = text().indexOf('~');
        if (end < 0) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not the id of a match like 2026-01-31T12:00:00Z~L1~EV1");
        }
        return MatchingPeriod.parse(text().substring(0, end));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || other instanceof MatchId that && text().equals(that.text());
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
