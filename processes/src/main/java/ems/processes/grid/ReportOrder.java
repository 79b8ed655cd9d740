package ems.processes.grid;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import ems.market.party.Party;
import ems.market.party.PeriodKey;
import ems.market.party.VehicleId;
import ems.market.period.Arrivals;
import ems.market.telemetry.Readings;
import ems.market.telemetry.VehicleReport;

/** Live order of arrival: a vehicle asks when it last reported; ties, and prosumers who report in step, go by name. */
record ReportOrder(Readings readings) implements Arrivals {

    @Override
    public <P extends Party> List<P> inOrder(PeriodKey key, List<P> parties) {
        Instant start = key.period().start();
        List<VehicleId> vehicles = parties.stream()
                .filter(VehicleId.class::isInstance)
                .map(VehicleId.class::cast)
                .toList();
        var reports = vehicles.isEmpty()
                ? Map.<VehicleId, VehicleReport>of()
                : readings.reports(vehicles, key.period().previous().start(), start);
        Map<P, Instant> arrivals = new HashMap<>();
        parties.forEach(party -> arrivals.put(
                party,
                reports.containsKey(party) ? reports.get(party).lastSeen().orElse(Instant.MAX) : start));
        return parties.stream()
                .sorted(Comparator.<P, Instant>comparing(arrivals::get).thenComparing(Party::account))
                .toList();
    }
}
