package ems.market.matching;

import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.record.Flow;
import ems.market.record.ProsumerBid;

/** What the EVs of a period can do for a prosumer at their shadow prices: the worth of the pair, less the EV's price. */
final class Offers {

    private final MatchingProblem problem;
    private final OffersToOneSide toProducers;
    private final OffersToOneSide toConsumers;
    private final Function<VehicleId, Energy> price;

    Offers(MatchingProblem problem, Certificate certificate) {
        this.problem = problem;
        this.price = certificate::price;
        this.toProducers = new OffersToOneSide(problem.vehicles(), Flow.STORED, problem.worth(), price);
        this.toConsumers = new OffersToOneSide(problem.vehicles(), Flow.RELEASED, problem.worth(), price);
    }

    /** What the prosumer gains from the EV that is best for it; nothing if no EV is worth its price. */
    Energy mostGained(ProsumerBid bid) {
        return best(bid, null)
                .map(Offer::gain)
                .filter(gain -> gain > 0)
                .map(Energy::new)
                .orElse(Energy.ZERO);
    }

    /** The offer of which the prosumer gains most, other than this EV's; empty if there is no other EV for it. */
    Optional<Offer> bestBut(ProsumerBid bid, VehicleId vehicle) {
        return best(bid, vehicle);
    }

    private Optional<Offer> best(ProsumerBid bid, @Nullable VehicleId but) {
        if (problem.partners().areAllFor(bid.prosumer())) {
            var side = bid.forecast().isSurplus() ? toProducers : toConsumers;
            return side.best(bid.forecast().energy(), but);
        }
        @Nullable Offer best = null;
        for (VehicleId vehicle : problem.partners().of(bid.prosumer())) {
            var offer = problem.vehicle(vehicle)
                    .filter(other -> !vehicle.equals(but) && other.suits(bid.forecast()))
                    .map(other -> offer(new Pairing(bid, other)));
            if (offer.isPresent() && (best == null || offer.get().isBetterThan(best))) {
                best = offer.get();
            }
        }
        return Optional.ofNullable(best);
    }

    private Offer offer(Pairing pair) {
        var vehicle = pair.vehicle().vehicle();
        return new Offer(vehicle, pair.forecastEnergy(), problem.worth().of(pair), price.apply(vehicle));
    }
}
