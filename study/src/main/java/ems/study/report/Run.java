package ems.study.report;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import ems.market.quantity.Energy;
import ems.market.quantity.Money;

/**
 * One replay of the scenario's data.
 *
 * @param scenario who trades with whom, as on the figures' axes: {@code Isolated}, {@code 1 EV}, ... {@code 5 EV}
 * @param forecast {@code perfect}, {@code federated}, {@code persistence} or another strategy's name
 * @param vehicles number of EVs
 * @param stored from prosumers into EVs
 * @param released from EVs to prosumers
 * @param vehicleProfit revenue - cost of the energy sold, all EVs together
 * @param matches made over all periods
 * @param rejections how often each reason was given; an empty map if never
 * @param lostEnergy energy that greedy pairs would have moved less than the best pairs of the same bids, over all periods,
 *     whichever pairs were taken
 * @param lostMoney money that prosumers would have gained less with the greedy pairs; below zero if more
 * @param agents one per prosumer, in the order to show
 */
public record Run(
        String scenario,
        Algorithm algorithm,
        String forecast,
        int vehicles,
        long periods,
        Energy stored,
        Energy released,
        Money vehicleProfit,
        long matches,
        Map<String, Long> rejections,
        Energy lostEnergy,
        Money lostMoney,
        List<AgentResult> agents) {

    /** How bids were paired. */
    public enum Algorithm {
        GREEDY,
        OPTIMAL
    }

    /**
     * What one prosumer got out of a run.
     *
     * @param traded energy that it did not have to exchange with the main grid
     * @param benefit money against trading everything with the main grid
     */
    public record AgentResult(String prosumer, Energy traded, Money benefit) {}

    public Run {
        rejections = new TreeMap<>(rejections);
        agents = List.copyOf(agents);
    }

    /** Energy that the EVs moved: stored and released. */
    public Energy traded() {
        return stored.plus(released);
    }

    /** Benefit of all prosumers together. */
    public Money prosumerBenefit() {
        return agents.stream().map(AgentResult::benefit).reduce(Money.ZERO, Money::plus);
    }
}
