package ems.market.matching.solver;

import java.util.Arrays;

/**
 * The assignment of the greatest energy when any producer may get any EV for min(surplus, room) and any consumer any EV for
 * min(demand, available): exactly, in O(n + m) memory, and in a time that sorting dominates whenever EVs are not scarce.
 *
 * <p>It rests on two facts. Once it is known which EVs serve producers and which serve consumers, pairing the largest with the
 * largest on both sides is best. And the choice of sides is a cheapest flow on {@link TwoLines}, whose dual prices this solver
 * finds first, roughly, as a {@link Staircase}, and then mends by {@link Repair}.
 *
 * <p>The hard case is a scarce fleet. The staircase leaves a handful of EVs on the wrong side there, however large the fleet,
 * and most of the time goes into the grids; where wishes and EVs crowd in clusters narrower than a cell of its grid it leaves
 * more, and each costs a search: that is the worst case seen, growing roughly with the square.
 */
public final class LineSolver {

    private final Amounts amounts;
    private final TwoLines lines;

    private LineSolver(Amounts amounts) {
        this.amounts = amounts;
        this.lines = new TwoLines(
                new Line(amounts.surpluses(), amounts.rooms()), new Line(amounts.demands(), amounts.availables()));
    }

    /**
     * Solves it. Equal amounts count in order of their places: the same arrays, the same answer.
     *
     * @return producers first, then consumers
     * @throws SolverInterrupted if the thread is interrupted: the caller has stopped waiting
     */
    public static Assigned solve(Amounts amounts) {
        var solver = new LineSolver(amounts);
        solver.chooseSides();
        return new Assigned(solver.pairs(), solver.vehiclePrices());
    }

    private void chooseSides() {
        GreedyStart.under(lines);
        if (!lines.isBalanced()) {
            Staircase.setPrices(lines);
            GreedyStart.under(lines);
            var arcs = new Arcs(lines);
            Repair.of(lines, arcs);
            LowestPrices.of(lines, arcs);
        }
    }

    private int[] pairs() {
        int[] vehicleOf = new int[amounts.prosumers()];
        Arrays.fill(vehicleOf, Assigned.NOBODY);
        boolean[] serveConsumers = lines.types.servingConsumers(lines.toConsumers);
        lines.producers.pairLargestWithLargest(vehicle -> !serveConsumers[vehicle], vehicleOf, 0);
        lines.consumers.pairLargestWithLargest(vehicle -> serveConsumers[vehicle], vehicleOf, amounts.producers());
        return vehicleOf;
    }

    private long[] vehiclePrices() {
        long[] prices = new long[amounts.vehicles()];
        for (int vehicle = 0; vehicle < prices.length; vehicle++) {
            long toProducers = lines.price[lines.producers.placeOfVehicle[vehicle]];
            long toConsumers = lines.price[lines.consumerNode(lines.consumers.placeOfVehicle[vehicle])];
            prices[vehicle] = Math.max(toProducers, toConsumers) - lines.price[TwoLines.HUB];
        }
        return prices;
    }
}
