package ems.market.telemetry;

import java.util.Comparator;

import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;

/** A period of which a reading of the prosumer came in, or was changed, after the period had been measured. */
public record LateReading(MatchingPeriod period, ProsumerId prosumer) implements Comparable<LateReading> {

    private static final Comparator<LateReading> ORDER =
            Comparator.comparing(LateReading::period).thenComparing(LateReading::prosumer);

    @Override
    public int compareTo(LateReading other) {
        return ORDER.compare(this, other);
    }
}
