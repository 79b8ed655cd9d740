package ems.market.record;

import ems.market.party.Party;
import ems.market.quantity.Energy;

/**
 * What a party itself signed for the period: the most energy that may move. Grid and period are the block's, and stand
 * inside the signature, too.
 *
 * @param sequence the party's own count, at least 1 and above that of its last accepted bid, below 2^53
 * @param mostIn most energy that it takes in the period
 * @param mostOut most energy that it gives in the period
 * @param token the signed text exactly as it arrived (compact JWS), so that anyone checks it again
 */
public record SignedBid(Party party, long sequence, Energy mostIn, Energy mostOut, String token)
        implements Entry, SignedEntry {

    /** Numbers above are not the same in every JSON reader. */
    public static final long MOST_NUMBER = (1L << 53) - 1;

    public SignedBid {
        refuseOutside(1, sequence, "sequence");
        refuseOutside(0, mostIn.millijoules(), "most energy in, mJ,");
        refuseOutside(0, mostOut.millijoules(), "most energy out, mJ,");
        SignedEntry.refuseUnlessToken(token);
    }

    private static void refuseOutside(long least, long number, String what) {
        if (number < least || number > MOST_NUMBER) {
            throw new IllegalArgumentException(
                    what + " of " + number + " is outside [" + least + ", " + MOST_NUMBER + "]");
        }
    }

    public BidLimit limit() {
        return new BidLimit(mostIn, mostOut);
    }

    public static SignedBid readFrom(EntryReader line) {
        return new SignedBid(Party.parse(line.text()), line.number(), line.energy(), line.energy(), line.text());
    }

    @Override
    public EntryKind kind() {
        return EntryKind.SIGNED_BID;
    }

    @Override
    public void writeTo(EntryWriter line) {
        line.text(party.spelledAccount())
                .number(sequence)
                .energy(mostIn)
                .energy(mostOut)
                .text(token);
    }
}
