package ems.study.result;

import ems.market.party.ProsumerId;
import ems.market.quantity.Energy;
import ems.market.quantity.Money;

/**
 * What a prosumer did in a run.
 *
 * @param sold to EVs
 * @param bought from EVs
 * @param soldDirectly to homes
 * @param boughtDirectly from homes
 * @param benefit money against trading everything with the main grid
 */
public record ProsumerResult(
        ProsumerId prosumer,
        Energy sold,
        Energy bought,
        Energy soldDirectly,
        Energy boughtDirectly,
        Money paid,
        Money received,
        Money benefit) {

    /** Energy that it sold to EVs and bought from them. */
    public Energy withVehicles() {
        return sold.plus(bought);
    }

    /** Energy that it did not have to exchange with the main grid. */
    public Energy traded() {
        return withVehicles().plus(soldDirectly).plus(boughtDirectly);
    }
}
