package ems.market.horizon;

import java.util.List;
import java.util.Optional;

import ems.market.party.FleetFill;
import ems.market.party.GridPrices;
import ems.market.quantity.HorizonPrice;
import ems.market.quantity.NetEnergy;
import ems.market.quantity.Price;
import ems.market.record.HorizonEntry;
import ems.market.record.PeriodOpened;
import ems.market.record.PeriodRecord;
import ems.market.record.ProsumerBid;
import ems.market.record.VehicleBid;

/** What a sealed period tells of how much there was to store and to release: its bids, as if they had come true, and its fleet. */
public final class PastMinute {

    /** Nothing is recorded. */
    public static final PastMinute SILENT = new PastMinute(
            RankedBids.NONE, RankedBids.NONE, 0, FleetFill.NONE, new GridPrices(new Price(0), new Price(0)));

    private final RankedBids surpluses;
    private final RankedBids demands;
    private final int vehicles;
    private final FleetFill fleet;
    private final GridPrices prices;

    private PastMinute(RankedBids surpluses, RankedBids demands, int vehicles, FleetFill fleet, GridPrices prices) {
        this.surpluses = surpluses;
        this.demands = demands;
        this.vehicles = vehicles;
        this.fleet = fleet;
        this.prices = prices;
    }

    /**
     * @param surpluses of homes, at least 0 mJ each
     * @param demands of homes, at least 0 mJ each
     * @param vehicles how many EVs bid with a window
     * @param fleet all EVs that stand by together, as the minute starts
     * @throws IllegalArgumentException if EVs bid with a window and the fleet has none
     */
    public static PastMinute of(long[] surpluses, long[] demands, int vehicles, FleetFill fleet, GridPrices prices) {
        if (vehicles < 0 || vehicles > 0 && fleet.capacity().isZero()) {
            throw new IllegalArgumentException(vehicles + " EVs have windows of "
                    + fleet.capacity().millijoules() + " mJ together: where there are EVs, there is some");
        }
        return new PastMinute(RankedBids.of(surpluses), RankedBids.of(demands), vehicles, fleet, prices);
    }

    /**
     * As its period was sealed; {@link #SILENT} if that was never opened.
     *
     * <p>The fleet is what the period's own price was asked for. The windows of bids are cut to what their EVs sign for the minute, and
     * tell of a battery only where a period has no price, and nothing better is known.
     */
    public static PastMinute of(PeriodRecord sealed) {
        Optional<PeriodOpened> opened = sealed.first(PeriodOpened.class);
        if (opened.isEmpty()) {
            return SILENT;
        }
        List<NetEnergy> homes = sealed.all(ProsumerBid.class).stream()
                .map(ProsumerBid::forecast)
                .toList();
        List<VehicleBid> vehicles = sealed.all(VehicleBid.class).stream()
                .filter(bid -> !bid.window().room(bid.window().floor()).isZero())
                .toList();
        return new PastMinute(
                RankedBids.of(homes.stream()
                        .mapToLong(net -> net.surplus().millijoules())
                        .toArray()),
                RankedBids.of(homes.stream()
                        .mapToLong(net -> net.demand().millijoules())
                        .toArray()),
                vehicles.size(),
                sealed.first(HorizonEntry.class).map(HorizonEntry::fill).orElseGet(() -> byBids(vehicles)),
                opened.get().prices());
    }

    private static FleetFill byBids(List<VehicleBid> vehicles) {
        FleetFill fleet = FleetFill.NONE;
        for (VehicleBid bid : vehicles) {
            fleet = fleet.plus(bid.window(), bid.inventory().energy());
        }
        return fleet;
    }

    boolean isSilent() {
        return this == SILENT;
    }

    int vehicles() {
        return vehicles;
    }

    FleetFill fleet() {
        return fleet;
    }

    GridPrices prices() {
        return prices;
    }

    /** What the market chooses if each EV can move whatever its home wants. */
    Choice choice(HorizonPrice price) {
        return choice(price, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /**
     * What the market chooses among EVs that are all alike: of the homes that count most, as many as there are EVs. Each side keeps
     * its own order whatever the price, so one ranking of a minute serves all of them.
     *
     * @param room of each EV, mJ
     * @param available of each EV, mJ
     */
    Choice choice(HorizonPrice price, long room, long available) {
        int producers = room > 0 ? surpluses.count() : 0;
        int consumers = available > 0 ? demands.count() : 0;
        int fewest = Math.min(producers, Math.max(0, vehicles - consumers));
        int most = Math.min(producers, vehicles);
        while (fewest < most) {
            int served = (fewest + most + 1) >>> 1;
            long last = price.stored() * Math.min(surpluses.bid(served - 1), room);
            long displaced = price.released() * Math.min(demands.bid(vehicles - served), available);
            if (last > displaced) {
                fewest = served;
            } else {
                most = served - 1;
            }
        }
        return new Choice(fewest, Math.min(consumers, vehicles - fewest));
    }

    /**
     * How many homes get an EV: those of the greatest bids of each side. Of two that count alike, one of each side, the consumer.
     *
     * @param producers whose surplus is stored
     * @param consumers whose demand is released
     */
    record Choice(int producers, int consumers) {}

    /** Energy stored if each EV has this room, mJ. */
    long stored(Choice choice, long room) {
        return surpluses.sum(choice.producers(), room);
    }

    /** Energy released if each EV has this much, mJ. */
    long released(Choice choice, long available) {
        return demands.sum(choice.consumers(), available);
    }

    /** Energy that the homes left over could move directly, the greatest with the greatest, mJ. */
    long direct(Choice choice) {
        int pairs = Math.min(surpluses.count() - choice.producers(), demands.count() - choice.consumers());
        long moved = 0;
        for (int pair = 0; pair < pairs; pair++) {
            moved += Math.min(surpluses.bid(choice.producers() + pair), demands.bid(choice.consumers() + pair));
        }
        return moved;
    }
}
