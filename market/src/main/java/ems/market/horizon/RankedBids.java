package ems.market.horizon;

import java.util.Arrays;

/** The bids of one side in one minute, greatest first. */
final class RankedBids {

    static final RankedBids NONE = new RankedBids(new long[1]);

    /** 2^40 mJ, 305 kWh in a minute: no home's connection carries more, and sums of millions of bids stay inside a {@code long}. */
    static final long MOST = 1L << 40;

    /** What the greatest 0, 1, 2, ... bids come to, mJ. */
    private final long[] sums;

    private RankedBids(long[] sums) {
        this.sums = sums;
    }

    /** @param bids at least 0 mJ each; a bid above {@link #MOST} counts as that, one of nothing is none */
    static RankedBids of(long[] bids) {
        long[] ascending = new long[bids.length];
        int first = bids.length;
        for (long bid : bids) {
            if (bid > 0) {
                ascending[--first] = Math.min(bid, MOST);
            }
        }
        Arrays.sort(ascending, first, bids.length);
        long[] sums = new long[bids.length - first + 1];
        for (int place = 1; place < sums.length; place++) {
            sums[place] = Math.addExact(sums[place - 1], ascending[bids.length - place]);
        }
        return new RankedBids(sums);
    }

    int count() {
        return sums.length - 1;
    }

    /** The bid at a place from 0 on, mJ. */
    long bid(int place) {
        return sums[place + 1] - sums[place];
    }

    /** The greatest bids together, of each no more than the EV that it gets can move, mJ. */
    long sum(int greatest, long most) {
        int cut = 0;
        int end = greatest;
        while (cut < end) {
            int middle = (cut + end) >>> 1;
            if (bid(middle) > most) {
                cut = middle + 1;
            } else {
                end = middle;
            }
        }
        return cut * most + sums[greatest] - sums[cut];
    }
}
