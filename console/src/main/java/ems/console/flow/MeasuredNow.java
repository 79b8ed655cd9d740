package ems.console.flow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import ems.market.party.ElectricVehicle;
import ems.market.party.GridMembers;
import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.NetEnergy;
import ems.market.record.PeriodRecord;
import ems.market.telemetry.Readings;

/**
 * What meters and EVs report of one instant. It is read once, for all members together; what is computed from it reads
 * nothing more.
 *
 * @param soFar what the pairs of the current period have exchanged
 * @param pluggedIn EVs that stand at a charging point
 */
public record MeasuredNow(LatestSample sample, ExchangesSoFar soFar, Set<VehicleId> pluggedIn) {

    /**
     * @param current the period that contains the clock
     * @param records finds the record of another period, which is asked for only as a period starts: then the latest sample
     *     lies in the one before
     */
    public static MeasuredNow of(
            GridMembers members,
            Readings readings,
            Instant clock,
            PeriodRecord current,
            Function<MatchingPeriod, PeriodRecord> records) {
        var period = current.key().period();
        var parties = parties(members);
        var now = readings.during(period, parties);
        var soFar = ExchangesSoFar.of(current, now, clock);
        var before = readings.during(period.previous(), parties);
        Set<VehicleId> pluggedIn = new HashSet<>();
        for (ElectricVehicle vehicle : members.vehicles()) {
            if (now.pluggedIn(vehicle.id(), clock)) {
                pluggedIn.add(vehicle.id());
            }
        }
        var latest = latestNet(members.prosumers(), period, now, before, clock);
        if (latest.net().isEmpty()) {
            return new MeasuredNow(LatestSample.NONE, soFar, pluggedIn);
        }
        boolean isOfThisPeriod = !latest.start().isBefore(period.start());
        var record = isOfThisPeriod ? current : records.apply(period.previous());
        var exchanges = isOfThisPeriod ? soFar : ExchangesSoFar.of(record, before, clock);
        return new MeasuredNow(LatestSample.of(latest.start(), latest.net(), record, exchanges), soFar, pluggedIn);
    }

    private static List<Party> parties(GridMembers members) {
        List<Party> parties = new ArrayList<>(members.prosumers());
        members.vehicles().forEach(vehicle -> parties.add(vehicle.id()));
        return parties;
    }

    private record Net(Instant start, Map<ProsumerId, NetEnergy> net) {}

    /** Looks back over a minute, and no further than to a sample that all meters have reported. */
    private static Net latestNet(
            List<ProsumerId> prosumers, MatchingPeriod period, Readings now, Readings before, Instant clock) {
        Instant start = startOfSample(clock);
        var best = new Net(start, Map.of());
        for (int back = 0; back < MatchingPeriod.SAMPLES && best.net().size() < prosumers.size(); back++) {
            var known = known(prosumers, start.isBefore(period.start()) ? before : now, start);
            best = known.size() > best.net().size() ? new Net(start, known) : best;
            start = start.minus(MatchingPeriod.SAMPLE);
        }
        return best;
    }

    private static Instant startOfSample(Instant clock) {
        long second = clock.getEpochSecond();
        return Instant.ofEpochSecond(second - Math.floorMod(second, MatchingPeriod.SAMPLE.toSeconds()));
    }

    private static Map<ProsumerId, NetEnergy> known(List<ProsumerId> prosumers, Readings readings, Instant start) {
        Map<ProsumerId, NetEnergy> known = new HashMap<>();
        prosumers.forEach(prosumer -> readings.sample(prosumer, start).ifPresent(net -> known.put(prosumer, net)));
        return known;
    }
}
