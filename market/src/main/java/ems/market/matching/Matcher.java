package ems.market.matching;

import java.util.List;

import ems.market.quantity.Energy;

/** Port: chooses pairs, at most one EV per prosumer and one prosumer per EV. */
public interface Matcher {

    String algorithm();

    /** @throws MatchingOverBudget if it cannot answer in the time it was given */
    List<Pairing> match(MatchingProblem problem);

    /** Energy that these pairs would move if the forecasts came true. */
    static Energy forecastEnergy(List<Pairing> pairs) {
        return pairs.stream().map(Pairing::forecastEnergy).reduce(Energy.ZERO, Energy::plus);
    }
}
