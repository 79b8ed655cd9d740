package ems.market.matching;

import java.util.Optional;

import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.Price;
import ems.market.record.Flow;
import ems.market.record.ProsumerBid;

/** Says of the pairs of one period why they and not others; time O(log m) a pair when everyone may trade with everyone. */
public final class MatchExplainer {

    private final Offers offers;
    private final Certificate certificate;
    private final boolean priced;
    private final PairWorth worth;
    private final Optional<Price> valueOfStored;

    /**
     * @param priced whether the certificate's prices are those of the best pairs, and not none for want of looking
     * @param valueOfStored what a stored kWh is worth under the period's horizon price; empty without one
     */
    public MatchExplainer(
            MatchingProblem problem, Certificate certificate, boolean priced, Optional<Price> valueOfStored) {
        this.offers = new Offers(problem, certificate);
        this.certificate = certificate;
        this.priced = priced;
        this.worth = problem.worth();
        this.valueOfStored = valueOfStored;
    }

    /** @param moved what the pair would move under the forecast */
    public MatchExplanation pair(ProsumerBid bid, VehicleId vehicle, Energy moved) {
        var counted = worth.of(Flow.of(bid.forecast()), moved);
        return new MatchExplanation(
                bid.prosumer(),
                new Offer(vehicle, moved, counted, certificate.price(vehicle)),
                offers.bestBut(bid, vehicle),
                priced,
                worth,
                valueOfStored);
    }
}
