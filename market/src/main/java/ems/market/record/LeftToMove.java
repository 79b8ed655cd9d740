package ems.market.record;

import ems.market.quantity.Energy;

/**
 * What may still move from one home to another of what the two signed for. To what they signed, the buyer is what an EV that stores is. A
 * home that signed nothing is bound by nothing here, and by its meter alone.
 */
public record LeftToMove(BidLimit seller, BidLimit buyer) {

    public Energy most() {
        return BidLimit.most(Flow.STORED, seller, buyer);
    }

    public LeftToMove after(Energy moved) {
        return new LeftToMove(seller.ofProsumerAfter(Flow.STORED, moved), buyer.ofVehicleAfter(Flow.STORED, moved));
    }
}
