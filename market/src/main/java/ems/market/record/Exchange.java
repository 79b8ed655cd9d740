package ems.market.record;

import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;

/**
 * Energy moved by a match in one 10-second sample.
 *
 * @param sample 0 to 5 within the period
 * @param energy above 0
 * @param availableAfter what the EV could still release after this sample, above its floor
 */
public record Exchange(MatchId match, int sample, Flow flow, Energy energy, Energy availableAfter) implements Entry {

    public Exchange {
        if (sample < 0 || sample >= MatchingPeriod.SAMPLES) {
            throw new IllegalArgumentException("sample " + sample + " is outside [0, 5]");
        }
        if (energy.isZero()) {
            throw new IllegalArgumentException("an exchange of 0 mJ is none");
        }
    }

    public static Exchange readFrom(EntryReader line) {
        return new Exchange(
                new MatchId(line.text()), line.smallNumber(), line.word(Flow.class), line.energy(), line.energy());
    }

    @Override
    public EntryKind kind() {
        return EntryKind.EXCHANGE;
    }

    @Override
    public void writeTo(EntryWriter line) {
        line.text(match.text()).number(sample).text(flow.name()).energy(energy).energy(availableAfter);
    }
}
