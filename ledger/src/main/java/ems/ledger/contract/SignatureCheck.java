package ems.ledger.contract;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import ems.ledger.token.BidToken;
import ems.market.party.PeriodKey;
import ems.market.record.SignedBid;

/** Whether a signed bid of a block carries the signature of its party's key over what it says. */
@FunctionalInterface
public interface SignatureCheck {

    /** Each bid was checked as it arrived, by the same registry. */
    SignatureCheck AT_THE_DOOR = (bid, block, registered) -> {};

    /** One after the other. */
    SignatureCheck EACH = SignatureCheck::check;

    /** @throws IllegalArgumentException if it does not */
    void refuseForged(SignedBid bid, PeriodKey block, Registered registered);

    /** These bids of a block, with all cores; others one after the other. */
    static SignatureCheck together(List<SignedBid> bids, PeriodKey block, Registered registered) {
        Map<SignedBid, Optional<String>> found = new ConcurrentHashMap<>();
        bids.parallelStream().forEach(bid -> found.put(bid, complaint(bid, block, registered)));
        return (bid, in, by) -> {
            var complaint = found.get(bid);
            if (complaint == null) {
                check(bid, in, by);
            } else {
                complaint.ifPresent(why -> {
                    throw new IllegalArgumentException(why);
                });
            }
        };
    }

    private static Optional<String> complaint(SignedBid bid, PeriodKey block, Registered registered) {
        try {
            check(bid, block, registered);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static void check(SignedBid bid, PeriodKey block, Registered registered) {
        BidToken.check(bid, block, registered.bidKey(bid.party()));
    }
}
