package ems.market.horizon;

import java.time.LocalTime;
import java.util.Arrays;

import ems.market.matching.solver.Amounts;
import ems.market.matching.solver.LineSolver;
import ems.market.party.FleetFill;
import ems.market.quantity.Energy;
import ems.market.quantity.HorizonPrice;

/** A district's market with EVs that each have their own fill, matched by the solver: what the replay simplifies. */
final class DistrictMarket {

    private final long[] held;
    private long stored;

    DistrictMarket(int vehicles) {
        this.held = new long[vehicles];
        Arrays.fill(held, Days.WINDOW);
    }

    /** Energy stored so far, mJ: what is saved is in proportion to it. */
    long stored() {
        return stored;
    }

    /** @param nets of the homes by minute, mJ */
    void trade(long[][] nets, int day, HorizonTable prices) {
        for (int minute = 0; minute < PastDay.MINUTES; minute++) {
            trade(nets[day * PastDay.MINUTES + minute], prices.price(LocalTime.ofSecondOfDay(60L * minute), fleet()));
        }
    }

    private FleetFill fleet() {
        return new FleetFill(new Energy(Arrays.stream(held).sum()), new Energy(held.length * Days.WINDOW));
    }

    private void trade(long[] nets, HorizonPrice price) {
        long[] surpluses = Arrays.stream(nets).filter(net -> net > 0).toArray();
        long[] demands =
                Arrays.stream(nets).filter(net -> net < 0).map(net -> -net).toArray();
        long[] rooms = Arrays.stream(held).map(each -> Days.WINDOW - each).toArray();
        long[] availables = held.clone();
        int[] pairs = LineSolver.solve(new Amounts(
                        times(price.stored(), surpluses),
                        times(price.released(), demands),
                        times(price.stored(), rooms),
                        times(price.released(), availables)))
                .vehicleOf();
        var amounts = new Amounts(surpluses, demands, rooms, availables);
        for (int home = 0; home < pairs.length; home++) {
            if (pairs[home] >= 0) {
                move(home < surpluses.length, amounts.moved(home, pairs[home]), pairs[home]);
            }
        }
    }

    private void move(boolean in, long energy, int vehicle) {
        held[vehicle] += in ? energy : -energy;
        stored += in ? energy : 0;
    }

    private static long[] times(long weight, long[] amounts) {
        return Arrays.stream(amounts).map(amount -> weight * amount).toArray();
    }
}
