package ems.routes.ocpp.control;

import java.math.BigDecimal;
import java.util.stream.LongStream;

import ems.market.party.PlugPower;
import ems.market.period.SetPoint;
import ems.market.quantity.Power;
import ems.market.record.Flow;
import ems.routes.ocpp.table.Charger;

/**
 * Power that a charger should move: nothing, or what lies within the plug's bounds, after rounding too.
 *
 * @param flow into the car or out of it
 * @param power 0: the car stands still
 * @param plug what may move, as car and charger bear it
 */
record PowerOrder(Flow flow, Power power, PlugPower plug) {

    private static final int DECIMALS = 1;
    /** A tenth of a watt. */
    private static final long DECIWATT = 100;

    /** Any power will do. */
    PowerOrder(Flow flow, Power power) {
        this(flow, power, PlugPower.ANY);
    }

    /**
     * The mean power of a set point, at most what the charger bears. Nothing flows where that is below the least power of car or
     * charger, nor out of a car that may not discharge: the bid says so already, unless the charger's row has changed since.
     */
    static PowerOrder of(SetPoint point, Charger charger) {
        var plug = point.plug().and(charger.power());
        var power = plug.atMost(point.power());
        boolean forbidden = point.flow() == Flow.RELEASED && !plug.mayDischarge();
        boolean impossible = forbidden
                || power.milliwatts() < point.flow().least(plug.least()).milliwatts();
        return new PowerOrder(point.flow(), impossible ? Power.ZERO : power, plug);
    }

    boolean isDischarge() {
        return flow == Flow.RELEASED && power.milliwatts() > 0;
    }

    /** Watts, to a tenth; below 0 out of the car. */
    BigDecimal watts() {
        return inTenths(DECIWATT);
    }

    /** Amperes on each phase at 230 V, to a tenth; below 0 out of the car. */
    BigDecimal amperes(Charger charger) {
        return inTenths(charger.ofDeciampere());
    }

    /**
     * In tenths of a unit, rounded towards 0; up where that is less than the least power, so that a car which was matched for no more
     * than its least power moves it. Nothing only if no tenth lies within the bounds.
     */
    private BigDecimal inTenths(long milliwatts) {
        long down = power.milliwatts() / milliwatts;
        long tenths = LongStream.of(down, down + 1)
                .filter(rounded -> power.milliwatts() > 0 && isPossible(rounded * milliwatts))
                .findFirst()
                .orElse(0);
        return BigDecimal.valueOf(isDischarge() ? -tenths : tenths, DECIMALS);
    }

    private boolean isPossible(long milliwatts) {
        return milliwatts >= flow.least(plug.least()).milliwatts()
                && plug.most().map(Power::milliwatts).orElse(milliwatts) >= milliwatts;
    }
}
