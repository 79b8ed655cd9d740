package ems.market.matching.solver;

/**
 * Who gets whom, and why nothing better exists.
 *
 * @param vehicleOf EV of each prosumer, {@link #NOBODY} for those left over; a pair that would move nothing is not made
 * @param vehiclePrices for each EV the energy in mJ that the market would lose without it, at least 0: a price at which each
 *     prosumer has the EV that is worth most to it, and EVs that serve nobody cost nothing
 */
public record Assigned(int[] vehicleOf, long[] vehiclePrices) {

    public static final int NOBODY = -1;
}
