package ems.market.matching.solver;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * One side of the market as points on a line: what its prosumers want and what each EV can do for them, at their distance
 * from the hub at 0. An EV that can do more than anyone wants stands where the greatest wish stands: that loses nothing.
 *
 * <p>{@code amount} holds the distinct distances, ascending, the hub's 0 first; a place on the line is an index into it.
 */
final class Line {

    final long[] amount;
    /** How many prosumers stand at each place. */
    final int[] wishes;
    /** Place of each EV. */
    final int[] placeOfVehicle;

    private final int prosumers;
    /** Prosumers, and EVs counted on from them, from the hub outwards; of equals the last first. */
    private final int[] outwards;
    /** How many of them stand in the hub. */
    private final int inTheHub;

    /**
     * @param wanted by each prosumer of this side, mJ
     * @param possible with each EV on this side, mJ
     */
    Line(long[] wanted, long[] possible) {
        prosumers = wanted.length;
        var ranking = Ranking.of(lastFirst(wanted, possible));
        outwards = ranking.places();
        placeOfVehicle = new int[possible.length];
        long[] distinct = new long[outwards.length + 1];
        int[] wishesAt = new int[outwards.length + 1];
        int place = 0;
        int hub = 0;
        for (int k = 0; k < outwards.length; k++) {
            long here = ranking.values()[k];
            if (here > distinct[place]) {
                place++;
                distinct[place] = here;
            }
            hub += place == 0 ? 1 : 0;
            outwards[k] = outwards.length - 1 - outwards[k];
            if (outwards[k] < prosumers) {
                wishesAt[place]++;
            } else {
                placeOfVehicle[outwards[k] - prosumers] = place;
            }
        }
        inTheHub = hub;
        amount = Arrays.copyOf(distinct, place + 1);
        wishes = Arrays.copyOf(wishesAt, place + 1);
    }

    /** EVs and then prosumers, the last of each first: so that of equals, seen from the far end, the first comes first. */
    private static long[] lastFirst(long[] wanted, long[] possible) {
        long greatest = Arrays.stream(wanted).max().orElse(0);
        long[] amounts = new long[wanted.length + possible.length];
        int last = amounts.length - 1;
        for (int i = 0; i < wanted.length; i++) {
            amounts[last - i] = wanted[i];
        }
        for (int j = 0; j < possible.length; j++) {
            amounts[last - wanted.length - j] = Math.min(possible[j], greatest);
        }
        return amounts;
    }

    /** Index of the farthest place; 0 if there is only the hub. */
    int last() {
        return amount.length - 1;
    }

    /** The EVs, from the hub outwards. */
    int[] vehiclesOutwards() {
        int[] vehicles = new int[placeOfVehicle.length];
        int count = 0;
        for (int who : outwards) {
            if (who >= prosumers) {
                vehicles[count++] = who - prosumers;
            }
        }
        return vehicles;
    }

    /**
     * Pairs the greatest wish with the EV that can do most for it, the second with the second, and so on: no other pairing
     * of these prosumers and EVs moves more, since at every distance t as many pairs as possible have both ends beyond t.
     *
     * @param mine the EVs that serve this side
     * @param vehicleOf takes the EV of each prosumer of this side, from {@code offset} on; pairs that move nothing are not made
     */
    void pairLargestWithLargest(IntPredicate mine, int[] vehicleOf, int offset) {
        int vehicle = outwards.length;
        for (int k = outwards.length - 1; k >= inTheHub; k--) {
            int prosumer = outwards[k];
            if (prosumer < prosumers) {
                vehicle = nextInwards(vehicle, mine);
                if (vehicle < inTheHub) {
                    return;
                }
                vehicleOf[offset + prosumer] = outwards[vehicle] - prosumers;
            }
        }
    }

    private int nextInwards(int from, IntPredicate mine) {
        int k = from - 1;
        while (k >= inTheHub && (outwards[k] < prosumers || !mine.test(outwards[k] - prosumers))) {
            k--;
        }
        return k;
    }
}
