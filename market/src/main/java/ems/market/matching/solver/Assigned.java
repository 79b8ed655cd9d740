package ems.market.matching.solver;

/**
 * Who gets whom, and why nothing better exists.
 *
 * @param vehicleOf EV of each prosumer, {@link #NOBODY} for those left over; a pair that would move nothing is not made
 * @param vehiclePrices for each EV the energy in mJ that a second one like it would add, at least 0; at these prices each prosumer
 *     has the EV that is worth most to it, and an EV that serves nobody costs nothing
 */
public record Assigned(int[] vehicleOf, long[] vehiclePrices) {

    public static final int NOBODY = -1;
}
