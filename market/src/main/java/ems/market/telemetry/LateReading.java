package ems.market.telemetry;

import java.util.Comparator;

import ems.market.party.Party;
import ems.market.quantity.MatchingPeriod;

/**
 * A period of which a reading of the party came in, or was changed, after the period had been measured.
 *
 * @param party a home, or a vehicle whose charger told late what it moved
 * @param mark another one for each reading that joins: who takes what waits takes no reading that joined meanwhile
 */
public record LateReading(MatchingPeriod period, Party party, long mark) implements Comparable<LateReading> {

    private static final Comparator<LateReading> ORDER = Comparator.comparing(LateReading::period)
            .thenComparing(late -> late.party().account())
            .thenComparing(LateReading::mark);

    /** One that joins. */
    public LateReading(MatchingPeriod period, Party party) {
        this(period, party, 0);
    }

    @Override
    public int compareTo(LateReading other) {
        return ORDER.compare(this, other);
    }
}
