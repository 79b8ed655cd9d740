package ems.market.horizon;

import java.math.BigInteger;
import java.time.LocalTime;

import ems.market.party.FleetFill;
import ems.market.party.GridPrices;
import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.market.quantity.Price;

/**
 * A past day traded once more under some prices: the one-to-one choice of every minute, by EVs that are all alike and equally full.
 * With one EV that is the market itself; with several it is the market whose EVs stay in balance.
 */
final class DayReplay {

    private final PastDay day;
    private final HorizonTable prices;
    private final boolean leftoversTradeDirectly;
    private final Price meanBuy;
    private FleetFill fleet;
    private long stored;
    private long released;
    private long direct;
    private Money saved = Money.ZERO;

    private DayReplay(PastDay day, HorizonTable prices, FleetFill start, boolean leftoversTradeDirectly) {
        this.day = day;
        this.prices = prices;
        this.fleet = start;
        this.leftoversTradeDirectly = leftoversTradeDirectly;
        this.meanBuy = day.meanBuy();
    }

    /**
     * Trades the day.
     *
     * @param start how full the fleet is; EVs that come and go leave that share as it is
     * @param leftoversTradeDirectly whether homes without an EV trade with each other
     */
    static DayOutcome trade(PastDay day, HorizonTable prices, FleetFill start, boolean leftoversTradeDirectly) {
        var replay = new DayReplay(day, prices, start, leftoversTradeDirectly);
        for (int minute = 0; minute < PastDay.MINUTES; minute++) {
            replay.trade(minute);
        }
        return new DayOutcome(
                new Energy(replay.stored),
                new Energy(replay.released),
                new Energy(replay.direct),
                replay.saved,
                replay.fleet);
    }

    private void trade(int minuteOfDay) {
        var minute = day.minutes().get(minuteOfDay);
        var choice = new PastMinute.Choice(0, 0);
        if (minute.vehicles() > 0) {
            fleet = asFull(fleet, minute.fleet().capacity());
            long held = fleet.held().millijoules();
            long room = (fleet.capacity().millijoules() - held) / minute.vehicles();
            long available = held / minute.vehicles();
            var price = prices.price(LocalTime.ofSecondOfDay(60L * minuteOfDay), fleet);
            choice = minute.choice(price, room, available);
            move(minute.stored(choice, room), minute.released(choice, available), minute.prices());
        }
        if (leftoversTradeDirectly) {
            moveDirectly(minute.direct(choice), minute.prices());
        }
    }

    private static FleetFill asFull(FleetFill fleet, Energy capacity) {
        if (fleet.capacity().equals(capacity)) {
            return fleet;
        }
        if (fleet.capacity().isZero()) {
            return new FleetFill(Energy.ZERO, capacity);
        }
        long held = BigInteger.valueOf(fleet.held().millijoules())
                .multiply(BigInteger.valueOf(capacity.millijoules()))
                .divide(BigInteger.valueOf(fleet.capacity().millijoules()))
                .longValueExact();
        return new FleetFill(new Energy(held), capacity);
    }

    /** Storing forgoes what the grid pays and spares what it asks, later; releasing spares what it asks now, and takes what spares it later. */
    private void move(long in, long out, GridPrices grid) {
        stored += in;
        released += out;
        saved = saved.plus(Money.of(new Energy(in), difference(meanBuy, grid.sell())))
                .plus(Money.of(new Energy(out), difference(grid.buy(), meanBuy)));
        fleet = new FleetFill(new Energy(fleet.held().millijoules() + in - out), fleet.capacity());
    }

    private void moveDirectly(long energy, GridPrices grid) {
        direct += energy;
        saved = saved.plus(Money.of(new Energy(energy), difference(grid.buy(), grid.sell())));
    }

    private static Price difference(Price price, Price other) {
        return new Price(price.tenThousandthsOfPencePerKilowattHour() - other.tenThousandthsOfPencePerKilowattHour());
    }
}
