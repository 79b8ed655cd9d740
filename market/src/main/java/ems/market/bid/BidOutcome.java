package ems.market.bid;

import ems.market.record.SignedBid;

/** What became of one bid of many. */
public sealed interface BidOutcome {

    /** @throws BidRefused if it was not accepted */
    SignedBid orRefuse();

    record Accepted(SignedBid bid) implements BidOutcome {
        @Override
        public SignedBid orRefuse() {
            return bid;
        }
    }

    record Refused(BidRefusal refusal) implements BidOutcome {
        @Override
        public SignedBid orRefuse() {
            throw new BidRefused(refusal);
        }
    }
}
