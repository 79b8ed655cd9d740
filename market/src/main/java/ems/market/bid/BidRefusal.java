package ems.market.bid;

import ems.market.party.GridId;
import ems.market.party.Party;
import ems.market.quantity.MatchingPeriod;

/** Why the door does not take a signed bid: one reason each, the message names the value and its bound. */
public sealed interface BidRefusal {

    /** For whoever sent the bid; holds nothing that the bid did not hold, and no line ends. */
    String message();

    /** @param what which part of the text is not as a signed bid is written, and how it would be */
    record Malformed(String what) implements BidRefusal {
        @Override
        public String message() {
            return "malformed: " + what;
        }
    }

    record UnknownAgent(Party party, GridId grid) implements BidRefusal {
        @Override
        public String message() {
            return party.account() + " has no key for bids in grid " + grid;
        }
    }

    record Revoked(Party party) implements BidRefusal {
        @Override
        public String message() {
            return party.account() + " is revoked";
        }
    }

    record BadSignature(Party party) implements BidRefusal {
        @Override
        public String message() {
            return "the signature is not that of " + party.account() + "'s key over this bid";
        }
    }

    record WrongGrid(GridId signed, GridId here) implements BidRefusal {
        @Override
        public String message() {
            return "the bid is for grid " + signed + ", and this is grid " + here;
        }
    }

    /**
     * @param first earliest period that is open
     * @param last latest period that is open
     */
    record ClosedPeriod(MatchingPeriod period, MatchingPeriod first, MatchingPeriod last) implements BidRefusal {
        @Override
        public String message() {
            return "period " + period + " is not open: bids are taken for [" + first + ", " + last + "]";
        }
    }

    /** @param accepted highest sequence that was accepted from the party */
    record Replay(Party party, long sequence, long accepted) implements BidRefusal {
        @Override
        public String message() {
            return "sequence " + sequence + " of " + party.account() + " is not above the last accepted one, "
                    + accepted;
        }
    }

    /**
     * Sequences stand in the ledger in the order of the periods.
     *
     * @param later that it has a bid for
     */
    record EarlierPeriod(Party party, MatchingPeriod period, MatchingPeriod later) implements BidRefusal {
        @Override
        public String message() {
            return party.account() + " has a bid for the later period " + later + ": none for " + period
                    + " can follow";
        }
    }

    record SecondBid(Party party, MatchingPeriod period) implements BidRefusal {
        @Override
        public String message() {
            return party.account() + " has a bid for period " + period + ", and one is the most";
        }
    }

    /**
     * @param field {@code most_in} or {@code most_out}
     * @param millijoules what was bid
     * @param most what a party may bid at most, mJ
     */
    record EnergyOutOfRange(String field, long millijoules, long most) implements BidRefusal {
        @Override
        public String message() {
            return field + " of " + millijoules + " mJ is outside [0, " + most + "] mJ";
        }
    }
}
