package ems.market.bid;

import java.util.List;

import ems.market.party.PeriodKey;
import ems.market.record.SignedBid;

/** Port: the signed bids that were accepted for a period before it started. */
public interface SignedBids {

    /** For a market in which nobody signs. */
    SignedBids NONE = key -> List.of();

    /** In order of arrival, at most one of a party; the same on every call once the period has started. */
    List<SignedBid> of(PeriodKey key);
}
