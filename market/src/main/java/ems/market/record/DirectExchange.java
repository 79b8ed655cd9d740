package ems.market.record;

import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;

/**
 * Energy that went from one home to another in one 10-second sample.
 *
 * @param sample 0 to 5 within the period
 * @param energy above 0
 */
public record DirectExchange(MatchId match, int sample, Energy energy) implements Entry {

    public DirectExchange {
        if (sample < 0 || sample >= MatchingPeriod.SAMPLES) {
            throw new IllegalArgumentException("sample " + sample + " is outside [0, 5]");
        }
        if (energy.isZero()) {
            throw new IllegalArgumentException("an exchange of 0 mJ is none");
        }
    }

    public static DirectExchange readFrom(EntryReader line) {
        return new DirectExchange(new MatchId(line.text()), line.smallNumber(), line.energy());
    }

    @Override
    public EntryKind kind() {
        return EntryKind.DIRECT_EXCHANGE;
    }

    @Override
    public void writeTo(EntryWriter line) {
        line.text(match.spelled()).number(sample).energy(energy);
    }
}
