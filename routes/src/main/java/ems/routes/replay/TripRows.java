package ems.routes.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.telemetry.ColumnMapping.ArrivalPlace;
import ems.market.telemetry.ColumnMapping.TripColumns;
import ems.market.telemetry.Inbox;
import ems.market.telemetry.ReplayFile.Span;
import ems.market.telemetry.Replayed.Series;
import ems.market.telemetry.Replayed.Unmet;
import ems.market.telemetry.VehicleStatus;
import ems.routes.text.CsvLine;

/**
 * Rows with one trip each, in any order. A vehicle reports that it leaves, and as it arrives what the trip took; before its
 * first trip, between trips and after the last one it stands, and says so every quarter of an hour. One trip counts as one message.
 */
final class TripRows implements Rows {

    /** A table of trips is whole: cars stand in the week before its first trip and in the week after its last one, too. */
    private static final Duration AROUND = Duration.ofDays(7);

    private static final Duration LONGEST_TRIP = Duration.ofDays(31);

    private final TripColumns mapping;
    private final Span span;
    private final Inbox inbox;
    private final TimeCells departure;
    private final TimeCells arrival;
    private final NumberCells numbers;
    private final int place;
    private final int energy;
    private final Map<VehicleId, TripsSoFar> trips = new LinkedHashMap<>();
    private final VehicleNames names;
    private final SeenWords places;

    /** @throws IllegalArgumentException if a column is missing */
    TripRows(TripColumns mapping, Span span, Header header, Inbox inbox) {
        this.mapping = mapping;
        this.span = span;
        this.inbox = inbox;
        this.departure = new TimeCells(mapping.time(), header);
        this.arrival = new TimeCells(mapping.time().named(mapping.arrival()), header);
        this.numbers = new NumberCells(mapping.decimal());
        this.place = mapping.place().map(each -> header.position(each.column())).orElse(-1);
        this.energy = header.position(mapping.energy().column());
        this.names = new VehicleNames(mapping, header);
        var expected = mapping.place().orElse(new ArrivalPlace("", Set.of()));
        this.places = new SeenWords(expected.column(), expected.away());
    }

    /** The trips of a vehicle by their departures, until the file has ended. */
    private static final class TripsSoFar {
        private final SeriesSoFar series;
        private final NavigableMap<Instant, Trip> trips = new TreeMap<>();

        TripsSoFar(VehicleId vehicle) {
            this.series = SeriesSoFar.irregular(vehicle.text());
        }
    }

    /** @param pluggedIn whether it is as it arrives */
    private record Trip(Instant arrival, boolean pluggedIn, Energy energy, Order.Place place, CsvLine line) {

        boolean isSame(Trip other) {
            return arrival.equals(other.arrival) && pluggedIn == other.pluggedIn && energy.equals(other.energy);
        }
    }

    @Override
    public void take(CsvLine line, Tally tally) {
        names.take(line, tally, (id, cells) -> take(id, cells, line, tally));
    }

    private void take(VehicleId id, LineCells cells, CsvLine line, Tally tally) {
        var so = trips.computeIfAbsent(id, TripsSoFar::new);
        var leaves = departure.of(cells, so.series.clock());
        var arrives = arrival.of(cells, LocalClock.after(leaves));
        if (!span.contains(leaves)) {
            so.series.outside();
            return;
        }
        if (!arrives.isAfter(leaves) || arrives.isAfter(leaves.plus(LONGEST_TRIP))) {
            throw new IllegalArgumentException(
                    "column '" + mapping.arrival() + "': a trip that leaves at " + leaves + " arrives at " + arrives
                            + ", which is not within the " + LONGEST_TRIP.toDays() + " days after it");
        }
        boolean pluggedIn = place < 0 || !places.see(cells.cell(place).strip());
        var before = so.trips.get(leaves);
        var order = so.series.place(leaves);
        var trip = new Trip(arrives, pluggedIn, numbers.trip(mapping.energy(), cells.cell(energy)), order, line);
        if (order != Order.Place.REPEATED) {
            so.trips.put(leaves, trip);
        } else if (before != null && trip.isSame(before)) {
            tally.repeated(1);
        } else {
            tally.contradicted(
                    line,
                    id.text(),
                    "a second trip of " + id + " that leaves at " + leaves
                            + " and says something else: remove one of them, or name the column of the car");
        }
    }

    @Override
    public void end(Tally tally) {
        trips.forEach((id, so) -> refuseOverlapping(id, so, tally));
        var all = trips.values().stream()
                .map(so -> so.trips)
                .filter(inOrder -> !inOrder.isEmpty())
                .toList();
        if (!all.isEmpty()) {
            var from = all.stream()
                    .map(NavigableMap::firstKey)
                    .min(Instant::compareTo)
                    .orElseThrow();
            var to = all.stream()
                    .map(inOrder -> inOrder.lastEntry().getValue().arrival())
                    .max(Instant::compareTo)
                    .orElseThrow();
            trips.forEach((id, so) -> report(id, so.trips, from.minus(AROUND), to.plus(AROUND)));
        }
    }

    private static void refuseOverlapping(VehicleId id, TripsSoFar so, Tally tally) {
        @Nullable Instant under = null;
        for (var each : new ArrayList<>(so.trips.entrySet())) {
            var trip = each.getValue();
            if (under != null && each.getKey().isBefore(under)) {
                tally.refused(
                        trip.line(),
                        id.text(),
                        1,
                        id + " leaves at " + each.getKey() + ", before the trip before it arrives at " + under
                                + ": are these trips of two cars?");
                so.trips.remove(each.getKey());
            } else {
                under = trip.arrival();
                so.series.taken(each.getKey(), trip.place());
                so.series.drives(!trip.energy().isZero(), false);
                tally.accepted();
            }
        }
    }

    private void report(VehicleId id, NavigableMap<Instant, Trip> inOrder, Instant from, Instant to) {
        if (inOrder.isEmpty()) {
            return;
        }
        var reports = new Reports(id, from);
        inOrder.forEach((leaves, trip) -> {
            reports.goOnUntil(leaves, false, Energy.ZERO);
            reports.goOnUntil(trip.arrival(), trip.pluggedIn(), trip.energy());
        });
        reports.goOnUntil(to, inOrder.lastEntry().getValue().pluggedIn(), Energy.ZERO);
        reports.end();
    }

    /** What a vehicle reports: each change as it happens, and every quarter of an hour that nothing has changed. */
    private final class Reports {
        private final VehicleId id;
        private Instant at;
        private boolean pluggedIn = true;
        private Energy driven = Energy.ZERO;

        Reports(VehicleId id, Instant from) {
            this.id = id;
            this.at = from;
        }

        /** @param thenDriven up to then since the report before */
        void goOnUntil(Instant end, boolean thenPluggedIn, Energy thenDriven) {
            if (at.isBefore(end)) {
                end();
                for (var next = at.plus(mapping.interval()); next.isBefore(end); next = next.plus(mapping.interval())) {
                    inbox.accept(new VehicleStatus(id, next, pluggedIn, Energy.ZERO, Optional.empty()));
                }
                driven = Energy.ZERO;
            }
            at = end;
            pluggedIn = thenPluggedIn;
            driven = driven.plus(thenDriven);
        }

        void end() {
            inbox.accept(new VehicleStatus(id, at, pluggedIn, driven, Optional.empty()));
        }
    }

    @Override
    public List<Unmet> unmet() {
        List<Unmet> unmet = new ArrayList<>(names.unmet());
        unmet.addAll(places.unmet(word -> ""));
        return unmet;
    }

    @Override
    public List<Series> series() {
        List<Series> series = new ArrayList<>();
        trips.values().forEach(so -> so.series.series().ifPresent(series::add));
        return series;
    }
}
