package ems.market.matching.solver;

import java.util.Arrays;

/**
 * {@link LowestPrices} for a table of any worth. A price can fall until its EV becomes the best for a prosumer that is left over,
 * or as good for another as the one it has; in the latter case it can fall on with the price of that one: Dijkstra's search
 * over the EVs, O(n m).
 */
final class LowestTablePrices {

    private final WorthTable worth;
    private final long[] prices;
    private final int[] prosumerOf;
    /** How far each price can fall, as found so far. */
    private final long[] fall;

    private LowestTablePrices(WorthTable worth, long[] prices) {
        this.worth = worth;
        this.prices = prices;
        this.prosumerOf = new int[prices.length];
        Arrays.fill(prosumerOf, Assigned.NOBODY);
        this.fall = prices.clone();
    }

    /**
     * @param vehicleOf an optimal assignment
     * @param prices that prove it; they are lowered
     */
    static void of(WorthTable worth, int[] vehicleOf, long[] prices) {
        var lowest = new LowestTablePrices(worth, prices);
        for (int prosumer = 0; prosumer < worth.prosumers(); prosumer++) {
            if (vehicleOf[prosumer] == Assigned.NOBODY) {
                lowest.limitFalls(prosumer, 0, 0);
            } else {
                lowest.prosumerOf[vehicleOf[prosumer]] = prosumer;
            }
        }
        lowest.search();
        for (int vehicle = 0; vehicle < prices.length; vehicle++) {
            prices[vehicle] -= lowest.fall[vehicle];
        }
    }

    private void search() {
        boolean[] done = new boolean[prices.length];
        for (int count = 0; count < prices.length; count++) {
            int least = Assigned.NOBODY;
            for (int vehicle = 0; vehicle < prices.length; vehicle++) {
                if (!done[vehicle] && (least == Assigned.NOBODY || fall[vehicle] < fall[least])) {
                    least = vehicle;
                }
            }
            done[least] = true;
            int prosumer = prosumerOf[least];
            if (prosumer != Assigned.NOBODY) {
                limitFalls(prosumer, worth.get(prosumer, least) - prices[least], fall[least]);
            }
        }
    }

    /** No EV may become worth more to the prosumer than what it gains now and what it will gain by the fall of its own EV's price. */
    private void limitFalls(int prosumer, long gain, long more) {
        for (int vehicle = 0; vehicle < prices.length; vehicle++) {
            long slack = gain + prices[vehicle] - worth.get(prosumer, vehicle);
            fall[vehicle] = Math.min(fall[vehicle], slack + more);
        }
    }
}
