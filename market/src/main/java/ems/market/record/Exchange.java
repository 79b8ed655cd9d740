package ems.market.record;

import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;

/**
 * Energy moved by a match in one 10-second sample.
 *
 * @param sample 0 to 5 within the period
 * @param energy above 0
 * @param availableAfter what the EV could still release after this sample, above its floor
 * @param toldByCharger less than the EV's least power, which counts as the EV's charger told what it moved, or both parties signed it: it began
 *     or ended within the sample, or the home's part was less; one more field of the line, and there only then
 */
public record Exchange(
        MatchId match, int sample, Flow flow, Energy energy, Energy availableAfter, boolean toldByCharger)
        implements Entry {

    private static final String TOLD_BY_CHARGER = "charger";

    /** As much as the EV's least power, or more. */
    public Exchange(MatchId match, int sample, Flow flow, Energy energy, Energy availableAfter) {
        this(match, sample, flow, energy, availableAfter, false);
    }

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
                new MatchId(line.text()),
                line.smallNumber(),
                line.word(Flow.class),
                line.energy(),
                line.energy(),
                line.hasMore() && line.text().equals(TOLD_BY_CHARGER));
    }

    @Override
    public EntryKind kind() {
        return EntryKind.EXCHANGE;
    }

    @Override
    public void writeTo(EntryWriter line) {
        line.text(match.spelled())
                .number(sample)
                .text(flow.name())
                .energy(energy)
                .energy(availableAfter);
        if (toldByCharger) {
            line.text(TOLD_BY_CHARGER);
        }
    }
}
