package ems.market.period;

import java.util.Optional;

import ems.market.record.BidLimit;
import ems.market.record.Flow;
import ems.market.record.Match;
import ems.market.record.PeriodRecord;
import ems.market.record.SignedRegisters;

/**
 * What was signed for a pair and a period: no more is settled.
 *
 * @param prosumer the most that the prosumer signed for
 * @param vehicle the most that the EV signed for
 * @param registers what the meter of the EV's charger signed; empty: nothing around the period
 */
public record MatchLimits(BidLimit prosumer, BidLimit vehicle, Optional<SignedRegisters> registers) {

    /** Nobody signed anything. */
    public static final MatchLimits NONE = new MatchLimits(BidLimit.NONE, BidLimit.NONE, Optional.empty());

    static MatchLimits of(PeriodRecord period, Match match, Optional<SignedRegisters> registers) {
        return new MatchLimits(period.limit(match.prosumer()), period.limit(match.vehicle()), registers);
    }

    /** The most that the EV takes and gives: what it signed for, and no more than its charger's meter signed. */
    BidLimit ofVehicle() {
        return registers.map(SignedRegisters::limit).orElse(BidLimit.NONE).and(vehicle);
    }

    /** Whether the meter signed how much moved this way: then the charger has told of it, and no sample is left to be guessed. */
    boolean tell(Flow flow) {
        return registers.flatMap(signed -> signed.moved(flow)).isPresent();
    }
}
