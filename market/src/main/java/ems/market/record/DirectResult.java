package ems.market.record;

import ems.market.quantity.Energy;

/**
 * That homes which the EVs of a period left were paired with one another. It stands after all pairs with EVs, and all pairs of homes
 * follow it; a period without it has none.
 *
 * @param forecastEnergy energy that these pairs would move if the forecasts came true, which is as much as any pairs of these homes would:
 *     {@link ems.market.direct.DirectBound DirectBound}
 */
public record DirectResult(Energy forecastEnergy) implements Entry {

    public static DirectResult readFrom(EntryReader line) {
        return new DirectResult(line.energy());
    }

    @Override
    public EntryKind kind() {
        return EntryKind.DIRECT_RESULT;
    }

    @Override
    public void writeTo(EntryWriter line) {
        line.energy(forecastEnergy);
    }
}
