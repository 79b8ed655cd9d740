package ems.market.horizon;

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
    private final ReplayFleet fleet;
    private long stored;
    private long released;
    private long direct;
    private Money saved = Money.ZERO;

    private DayReplay(PastDay day, HorizonTable prices, FleetFill start, boolean leftoversTradeDirectly) {
        this.day = day;
        this.prices = prices;
        this.fleet = new ReplayFleet(start);
        this.leftoversTradeDirectly = leftoversTradeDirectly;
        this.meanBuy = day.meanBuy();
    }

    /**
     * Trades the day.
     *
     * @param start how full all EVs are that are known, whether they stand by or not
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
                replay.fleet.all());
    }

    private void trade(int minuteOfDay) {
        var minute = day.minutes().get(minuteOfDay);
        var choice = new PastMinute.Choice(0, 0);
        if (minute.vehicles() > 0) {
            fleet.comeAndGo(minute.fleet());
            var here = fleet.here();
            long room = here.capacity().minus(here.held()).millijoules() / minute.vehicles();
            long available = here.held().millijoules() / minute.vehicles();
            var price = prices.price(LocalTime.ofSecondOfDay(60L * minuteOfDay), here);
            choice = minute.choice(price, room, available);
            move(minute.stored(choice, room), minute.released(choice, available), minute.prices());
        }
        if (leftoversTradeDirectly) {
            moveDirectly(minute.direct(choice), minute.prices());
        }
    }

    /** Storing forgoes what the grid pays and spares what it asks, later; releasing spares what it asks now, and takes what spares it later. */
    private void move(long in, long out, GridPrices grid) {
        stored = Math.addExact(stored, in);
        released = Math.addExact(released, out);
        saved = saved.plus(Money.of(new Energy(in), difference(meanBuy, grid.sell())))
                .plus(Money.of(new Energy(out), difference(grid.buy(), meanBuy)));
        fleet.move(new Energy(in), new Energy(out));
    }

    private void moveDirectly(long energy, GridPrices grid) {
        direct = Math.addExact(direct, energy);
        saved = saved.plus(Money.of(new Energy(energy), difference(grid.buy(), grid.sell())));
    }

    private static Price difference(Price price, Price other) {
        return new Price(price.tenThousandthsOfPencePerKilowattHour() - other.tenThousandthsOfPencePerKilowattHour());
    }
}
