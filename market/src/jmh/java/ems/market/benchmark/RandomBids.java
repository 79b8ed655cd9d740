package ems.market.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import ems.market.fixture.Bids;
import ems.market.matching.MatchingProblem;
import ems.market.party.TradingPartners;
import ems.market.record.ProsumerBid;
import ems.market.record.VehicleBid;

/** Bids of one minute: houses of up to 5 kW either way, EVs with up to 2.5 kW worth of room and energy; scarce, so hard. */
final class RandomBids {

    private static final long MINUTE_AT_5_KILOWATTS = 300_000_000;

    private RandomBids() {}

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
}
