package ems.market.record;

import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.quantity.NetEnergy;
import ems.market.quantity.NetEnergy.Direction;

/**
 * What a home's own agent expects of the period, by its signature. Grid and period are the block's, and stand inside the
 * signature, too. The home's bid is made of it, within what was signed to be moved.
 *
 * @param token the signed text exactly as it arrived (compact JWS)
 */
public record SignedForecast(ProsumerId prosumer, NetEnergy expected, String token) implements Entry, SignedEntry {

    /** How bids name it as the forecaster. */
    public static final String FORECASTER = "agent";

    public SignedForecast {
        long energy = expected.energy().millijoules();
        if (energy > SignedBid.MOST_NUMBER) {
            throw new IllegalArgumentException(
                    "expected energy, mJ, of " + energy + " is outside [0, " + SignedBid.MOST_NUMBER + "]");
        }
        SignedEntry.refuseUnlessToken(token);
    }

    @Override
    public Party party() {
        return prosumer;
    }

    public static SignedForecast readFrom(EntryReader line) {
        return new SignedForecast(
                new ProsumerId(line.text()), new NetEnergy(line.word(Direction.class), line.energy()), line.text());
    }

    @Override
    public EntryKind kind() {
        return EntryKind.SIGNED_FORECAST;
    }

    @Override
    public void writeTo(EntryWriter line) {
        line.text(prosumer.spelled())
                .text(expected.direction().name())
                .energy(expected.energy())
                .text(token);
    }
}
