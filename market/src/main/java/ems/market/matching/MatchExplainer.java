package ems.market.matching;

import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.record.ProsumerBid;

/** Says of the pairs of one period why they and not others; time O(log m) a pair when everyone may trade with everyone. */
public final class MatchExplainer {

    private final Offers offers;
    private final Certificate certificate;
    private final boolean priced;

    /** @param priced whether the certificate's prices are those of the best pairs, and not none for want of looking */
    public MatchExplainer(MatchingProblem problem, Certificate certificate, boolean priced) {
        this.offers = new Offers(problem, certificate);
        this.certificate = certificate;
        this.priced = priced;
    }

    /** @param moved what the pair would move under the forecast */
    public MatchExplanation pair(ProsumerBid bid, VehicleId vehicle, Energy moved) {
        return new MatchExplanation(
                bid.prosumer(),
                new Offer(vehicle, moved, certificate.price(vehicle)),
                offers.bestBut(bid, vehicle),
                priced);
    }
}
