package ems.ledger.contract;

import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.record.Match;
import ems.market.record.MatchingResult;
import ems.market.record.Rejection;

import static java.util.Objects.requireNonNull;

/** The pairs that follow a matching's result: no party is in two, and together they move, and are worth, what the result says. */
final class PeriodPairs {

    private final Set<Party> taken;
    private @Nullable MatchingResult result;
    private Energy forecast = Energy.ZERO;
    private Energy worth = Energy.ZERO;
    private @Nullable ProsumerId unpaired;

    /** @param members how many parties may be paired */
    PeriodPairs(int members) {
        taken = new HashSet<>(2 * members);
    }

    void result(MatchingResult found) {
        Refuse.when(result != null, "the period is matched twice");
        result = found;
    }

    /** @param worth what the pair counts for in the period */
    void add(Match match, Energy worth) {
        Refuse.when(result == null, "no matching is recorded before it");
        Refuse.when(!taken.add(match.prosumer()), () -> match.prosumer() + " is matched twice");
        Refuse.when(!taken.add(match.vehicle()), () -> match.vehicle() + " is matched twice");
        paired(match.forecastEnergy(), worth);
    }

    /** Parties of pairs with an EV, of those without a price, too. */
    Set<Party> taken() {
        return taken;
    }

    boolean isMatched() {
        return result != null;
    }

    /** Both parties of a pair that the rules give no price to, the prosumer first. */
    void refuse(Rejection rejection, PeriodBids bids, Registered registered) {
        Refuse.when(!taken.add(rejection.party()), () -> rejection.party().text() + " is in another pair");
        if (rejection.party() instanceof ProsumerId prosumer) {
            refuseUnpaired();
            unpaired = prosumer;
            return;
        }
        var vehicle = (VehicleId) rejection.party();
        String missing = "the prosumer that was paired with " + vehicle + " is missing before it";
        var pair = bids.pair(Refuse.ifMissing(unpaired, () -> missing), vehicle, registered);
        unpaired = null;
        bids.refuseUnlessMade(pair);
        paired(pair.forecastEnergy(), bids.worth(pair));
    }

    private void paired(Energy energy, Energy counted) {
        refuseUnpaired();
        forecast = forecast.plus(energy);
        worth = worth.plus(counted);
        var most = requireNonNull(result).forecastEnergy();
        Refuse.when(
                forecast.compareTo(most) > 0, () -> "the pairs exceed the matching's " + most.millijoules() + " mJ");
    }

    /** The matching is over: all its pairs are there. */
    void refuseMissingPairs() {
        refuseUnpaired();
        Refuse.when(
                result != null && !forecast.equals(result.forecastEnergy()),
                () -> "the pairs before it move " + forecast.millijoules() + " mJ of the matching's "
                        + (result == null ? 0 : result.forecastEnergy().millijoules()) + " mJ");
        Refuse.when(
                result != null && !worth.equals(result.measured()),
                () -> "the pairs before it are worth " + worth.millijoules() + " of the matching's "
                        + (result == null ? 0 : result.measured().millijoules())
                        + " thousandths of a mJ under the period's horizon price");
    }

    private void refuseUnpaired() {
        Refuse.when(unpaired != null, () -> "the EV that was paired with " + unpaired + " is missing before it");
    }
}
