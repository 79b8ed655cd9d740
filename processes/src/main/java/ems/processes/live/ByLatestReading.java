package ems.processes.live;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import ems.market.party.Party;
import ems.market.party.VehicleId;
import ems.market.period.Arrivals;
import ems.market.period.PeriodKey;
import ems.market.telemetry.Readings;

/** Live order of arrival: a vehicle asks when it last reported; ties, and prosumers who report in step, go by name. */
record ByLatestReading(Readings readings) implements Arrivals {

    @Override
    public <P extends Party> List<P> inOrder(PeriodKey key, List<P> parties) {
        Map<P, Instant> arrivals = new HashMap<>();
        parties.forEach(party -> arrivals.put(party, arrival(key, party)));
        return parties.stream()
                .sorted(Comparator.<P, Instant>comparing(arrivals::get).thenComparing(Party::account))
                .toList();
    }

    private Instant arrival(PeriodKey key, Party party) {
        Instant start = key.period().start();
        return party instanceof VehicleId vehicle
                ? readings.report(vehicle, start, start).lastSeen().orElse(Instant.MAX)
                : start;
    }
}
