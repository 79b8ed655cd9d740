package ems.market.telemetry;

import java.util.Comparator;

import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;

/**
 * A period of which a reading of the prosumer came in, or was changed, after the period had been measured.
 *
 * @param mark another one for each reading that joins: who takes what waits takes no reading that joined meanwhile
 */
public record LateReading(MatchingPeriod period, ProsumerId prosumer, long mark) implements Comparable<LateReading> {

    private static final Comparator<LateReading> ORDER = Comparator.comparing(LateReading::period)
            .thenComparing(LateReading::prosumer)
            .thenComparing(LateReading::mark);

    /** One that joins. */
    public LateReading(MatchingPeriod period, ProsumerId prosumer) {
        this(period, prosumer, 0);
    }

    @Override
    public int compareTo(LateReading other) {
        return ORDER.compare(this, other);
    }
}
