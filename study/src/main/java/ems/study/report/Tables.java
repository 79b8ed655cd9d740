package ems.study.report;

import java.math.BigDecimal;
import java.util.List;

import ems.market.quantity.Energy;

/**
 * The paper's three tables, in the paper's form. Percentages come as they are to be shown (100 is 100 %).
 *
 * @param isolatedBenefit table I, one row per prosumer
 * @param optimalOverGreedy table II, one row per number of shared EVs
 * @param forecastsAgainstPerfect table III, one row per trading scenario and forecast
 */
public record Tables(
        List<IsolatedBenefit> isolatedBenefit,
        List<OptimalOverGreedy> optimalOverGreedy,
        List<ForecastAgainstPerfect> forecastsAgainstPerfect) {

    /** Table I: what a prosumer exchanges with the main grid without EVs, and with one EV of its own. */
    public record IsolatedBenefit(String prosumer, Energy original, Energy isolated) {}

    /**
     * Table II: change of the energy traded from greedy to optimal.
     *
     * @param scenario {@code 1 EV} to {@code 5 EV}
     * @param prosumers change per prosumer; a prosumer that traded nothing under greedy has none, and is left out
     * @param aggregate change of all prosumers together
     */
    public record OptimalOverGreedy(String scenario, List<Change> prosumers, BigDecimal aggregate) {

        public OptimalOverGreedy {
            prosumers = List.copyOf(prosumers);
        }
    }

    /** A prosumer's change, in percent. */
    public record Change(String prosumer, BigDecimal percent) {}

    /** Table III: change of the energy traded from perfect forecasts to this one, optimal matching, in percent. */
    public record ForecastAgainstPerfect(String scenario, String forecast, BigDecimal percent) {}

    public Tables {
        isolatedBenefit = List.copyOf(isolatedBenefit);
        optimalOverGreedy = List.copyOf(optimalOverGreedy);
        forecastsAgainstPerfect = List.copyOf(forecastsAgainstPerfect);
    }
}
