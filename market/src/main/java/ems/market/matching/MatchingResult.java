package ems.market.matching;

import ems.market.quantity.Energy;
import ems.market.record.Entry;
import ems.market.record.EntryReader;
import ems.market.record.EntryWriter;

/**
 * How a period was matched, beside what first come, first served would have moved.
 *
 * @param algorithm the one whose pairs were taken
 * @param forecastEnergy energy that these pairs would move if the forecasts came true
 * @param greedyEnergy the same for the greedy pairs of the same bids
 */
public record MatchingResult(String algorithm, Energy forecastEnergy, Energy greedyEnergy) implements Entry {

    public static final String KIND = "matching";

    public static MatchingResult readFrom(EntryReader line) {
        return new MatchingResult(line.text(), line.energy(), line.energy());
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void writeTo(EntryWriter line) {
        line.text(algorithm).energy(forecastEnergy).energy(greedyEnergy);
    }
}
