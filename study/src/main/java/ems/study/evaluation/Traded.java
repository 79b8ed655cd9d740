package ems.study.evaluation;

import java.math.BigDecimal;

import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.study.result.RunResult;
import ems.study.scenario.TradingScenario;

/**
 * What the held-out day brought in one trading scenario.
 *
 * @param energy that went to or came from an EV
 * @param benefit of all prosumers, against trading everything with the main grid
 * @param profit of all EVs
 */
record Traded(TradingScenario trading, Energy energy, Money benefit, Money profit) {

    static Traded of(RunResult run) {
        return new Traded(run.run().trading(), run.withVehicles(), run.prosumerBenefit(), run.vehicleProfit());
    }

    Money money() {
        return benefit.plus(profit);
    }

    double kilowattHours() {
        return energy.toKilowattHours().doubleValue();
    }

    BigDecimal pounds() {
        return money().toPounds();
    }
}
