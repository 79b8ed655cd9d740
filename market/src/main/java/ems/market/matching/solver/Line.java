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

    private static final int NONE = -1;

    final long[] amount;
    /** How many prosumers stand at each place. */
    final int[] wishes;
    /** Place of each EV. */
    final int[] placeOfVehicle;
    /** Prosumers first, then EVs, from the hub outwards; equals in order of their number. */
    private final int[] outwards;

    private final int[] placeOfProsumer;

    private Line(long[] amount, int[] outwards, int[] placeOfProsumer, int[] placeOfVehicle) {
        this.amount = amount;
        this.outwards = outwards;
        this.placeOfProsumer = placeOfProsumer;
        this.placeOfVehicle = placeOfVehicle;
        this.wishes = new int[amount.length];
        for (int place : placeOfProsumer) {
            wishes[place]++;
        }
    }

    /**
     * @param wanted by each prosumer of this side, mJ
     * @param possible with each EV on this side, mJ
     */
    static Line of(long[] wanted, long[] possible) {
        long greatest = Arrays.stream(wanted).max().orElse(0);
        int prosumers = wanted.length;
        long[] amounts = Arrays.copyOf(wanted, prosumers + possible.length);
        for (int j = 0; j < possible.length; j++) {
            amounts[prosumers + j] = Math.min(possible[j], greatest);
        }
        int[] outwards = Ranking.ascending(amounts);
        int[] placeOfProsumer = new int[prosumers];
        int[] placeOfVehicle = new int[possible.length];
        long[] distinct = new long[amounts.length + 1];
        int last = 0;
        for (int who : outwards) {
            if (amounts[who] > distinct[last]) {
                distinct[++last] = amounts[who];
            }
            if (who < prosumers) {
                placeOfProsumer[who] = last;
            } else {
                placeOfVehicle[who - prosumers] = last;
            }
        }
        return new Line(Arrays.copyOf(distinct, last + 1), outwards, placeOfProsumer, placeOfVehicle);
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
            if (who >= placeOfProsumer.length) {
                vehicles[count++] = who - placeOfProsumer.length;
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
        for (int k = outwards.length - 1; k >= 0; k--) {
            int prosumer = outwards[k];
            if (prosumer >= placeOfProsumer.length) {
                continue;
            }
            vehicle = nextInwards(vehicle, mine);
            if (vehicle == NONE || placeOfProsumer[prosumer] == 0) {
                return;
            }
            vehicleOf[offset + prosumer] = outwards[vehicle] - placeOfProsumer.length;
        }
    }

    private int nextInwards(int from, IntPredicate mine) {
        for (int k = from - 1; k >= 0; k--) {
            int vehicle = outwards[k] - placeOfProsumer.length;
            if (vehicle >= 0 && mine.test(vehicle)) {
                return placeOfVehicle[vehicle] == 0 ? NONE : k;
            }
        }
        return NONE;
    }
}
