package ems.market.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import ems.market.fixture.Bids;
import ems.market.matching.MatchingProblem;
import ems.market.party.LeastPower;
import ems.market.party.TradingPartners;
import ems.market.record.ProsumerBid;
import ems.market.record.VehicleBid;

/** Bids of one minute. */
final class RandomBids {

    private static final long MINUTE_AT_5_KILOWATTS = 300_000_000;
    private static final long MINUTE_AT_11_KILOWATTS = 660_000_000;
    /** Any power will do; 6 A on one phase; 6 A on three. */
    private static final List<LeastPower> KINDS =
            List.of(LeastPower.NONE, Bids.least(1_380_000, 1_380_000), Bids.least(4_140_000, 4_140_000));

    private RandomBids() {}

    /** Houses of up to 5 kW either way, EVs with up to 2.5 kW worth of room and energy; scarce, so hard. */
    static MatchingProblem of(int size, long seed) {
        var random = new Random(seed);
        List<ProsumerBid> prosumers = new ArrayList<>(size);
        List<VehicleBid> vehicles = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            prosumers.add(Bids.net("L" + i, random.nextLong(-MINUTE_AT_5_KILOWATTS, MINUTE_AT_5_KILOWATTS)));
            vehicles.add(Bids.vehicle(
                    "EV" + i, random.nextLong(MINUTE_AT_5_KILOWATTS / 2), random.nextLong(MINUTE_AT_5_KILOWATTS / 2)));
        }
        return new MatchingProblem(prosumers, vehicles, TradingPartners.EVERYONE_WITH_EVERYONE);
    }

    /** Houses with up to 5 kW to spare, and cars at chargers of 11 kW, a fifth of them full, of three kinds of least power. */
    static MatchingProblem withLeastPowers(int houses, int cars, long seed) {
        var random = new Random(seed);
        List<ProsumerBid> prosumers = new ArrayList<>(houses);
        List<VehicleBid> vehicles = new ArrayList<>(cars);
        for (int i = 0; i < houses; i++) {
            prosumers.add(Bids.surplus("L" + i, random.nextLong(MINUTE_AT_5_KILOWATTS)));
        }
        for (int j = 0; j < cars; j++) {
            long room = random.nextInt(5) == 0 ? 0 : MINUTE_AT_11_KILOWATTS;
            vehicles.add(Bids.vehicle("EV" + j, room, 0, KINDS.get(random.nextInt(KINDS.size()))));
        }
        return new MatchingProblem(prosumers, vehicles, TradingPartners.EVERYONE_WITH_EVERYONE);
    }
}
