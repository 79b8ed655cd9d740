package ems.routes.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.telemetry.ColumnMapping.DrivenEnergy;
import ems.market.telemetry.ColumnMapping.StateOfCharge;
import ems.market.telemetry.ColumnMapping.VehicleColumns;
import ems.market.telemetry.Inbox;
import ems.market.telemetry.ReplayFile.Span;
import ems.market.telemetry.Replayed.Series;
import ems.market.telemetry.Replayed.Unmet;
import ems.market.telemetry.VehicleStatus;
import ems.routes.text.CsvLine;

/**
 * Rows with one vehicle and one instant each, in any order. A row reports whether the vehicle is plugged in. The energy
 * that it drives in the row's interval is reported as the interval ends, together with the next row if that follows at
 * once. After its last row a vehicle stays as it was. One row counts as one message.
 *
 * <p>Where rows have a state of charge, a vehicle drives what that falls by from a row in which it is away to the next row.
 */
final class VehicleRows implements Rows {

    private final VehicleColumns mapping;
    private final Span span;
    private final Inbox inbox;
    private final TimeCells time;
    private final NumberCells numbers;
    private final int chargingPoint;
    private final int driven;
    private final Map<VehicleId, RowsSoFar> rows = new LinkedHashMap<>();
    private final VehicleNames names;
    private final SeenWords places;

    /** @throws IllegalArgumentException if a column is missing */
    VehicleRows(VehicleColumns mapping, Span span, Header header, Inbox inbox) {
        this.mapping = mapping;
        this.span = span;
        this.inbox = inbox;
        this.time = new TimeCells(mapping.time(), header);
        this.numbers = new NumberCells(mapping.decimal());
        this.chargingPoint = header.position(mapping.chargingPoint());
        this.driven = header.position(mapping.driving().column());
        this.names = new VehicleNames(mapping, header);
        this.places = new SeenWords(mapping.chargingPoint(), mapping.away());
    }

    /** The rows of a vehicle by their instants, until the file has ended. */
    private static final class RowsSoFar {
        private final SeriesSoFar series;
        private final NavigableMap<Instant, Row> rows = new TreeMap<>();

        RowsSoFar(VehicleId vehicle) {
            this.series = new SeriesSoFar(vehicle.text(), Duration.ofSeconds(1));
        }
    }

    /** @param energy what it drives in the interval, or holds at its start */
    private record Row(boolean pluggedIn, Energy energy) {}

    /** A row whose driving is known. */
    private record Drive(boolean pluggedIn, Energy driven) {

        VehicleStatus reporting(VehicleId vehicle, Instant at, Energy drivenBefore) {
            return new VehicleStatus(vehicle, at, pluggedIn, drivenBefore, Optional.empty());
        }

        VehicleStatus ending(VehicleId vehicle, Instant end) {
            return new VehicleStatus(vehicle, end, pluggedIn, driven, Optional.empty());
        }
    }

    @Override
    public void take(CsvLine line, Tally tally) {
        names.take(line, tally, (id, cells) -> take(id, cells, line, tally));
    }

    private void take(VehicleId id, LineCells cells, CsvLine line, Tally tally) {
        var so = rows.computeIfAbsent(id, RowsSoFar::new);
        var at = time.of(cells, so.series.clock());
        if (!span.contains(at)) {
            so.series.outside();
            return;
        }
        boolean away = places.see(cells.cell(chargingPoint).strip());
        var row = new Row(!away, energy(cells.cell(driven)));
        var place = so.series.place(at);
        if (place != Order.Place.REPEATED) {
            so.rows.put(at, row);
            so.series.taken(at, place);
            tally.accepted();
        } else if (row.equals(so.rows.get(at))) {
            tally.repeated(1);
        } else {
            tally.contradicted(
                    line,
                    id.text(),
                    "a second row of " + id + " for " + at
                            + " with another value: remove one of them; if clocks went back, name the zone with time.zone");
        }
    }

    private Energy energy(String cell) {
        return mapping.driving() instanceof StateOfCharge charge
                ? numbers.stored(charge, cell)
                : numbers.energy(mapping.driving().column(), cell, ((DrivenEnergy) mapping.driving()).unit());
    }

    @Override
    public void end(Tally tally) {
        rows.forEach((id, so) -> {
            var drives = drives(so.rows);
            drives.values().forEach(drive -> so.series.drives(!drive.driven().isZero(), drive.pluggedIn()));
            report(id, drives);
            so.rows.clear(); // the inbox has them now
        });
    }

    private NavigableMap<Instant, Drive> drives(NavigableMap<Instant, Row> inOrder) {
        boolean charges = mapping.driving() instanceof StateOfCharge;
        NavigableMap<Instant, Drive> drives = new TreeMap<>();
        inOrder.forEach((at, row) -> {
            var next = charges ? inOrder.higherEntry(at) : null;
            var driven = !charges
                    ? row.energy()
                    : row.pluggedIn() || next == null
                            ? Energy.ZERO
                            : row.energy().minusOrZero(next.getValue().energy());
            drives.put(at, new Drive(row.pluggedIn(), driven));
        });
        return drives;
    }

    private void report(VehicleId id, NavigableMap<Instant, Drive> inOrder) {
        @Nullable Instant ends = null;
        @Nullable Drive before = null;
        for (Map.Entry<Instant, Drive> each : inOrder.entrySet()) {
            var at = each.getKey();
            var drivenBefore = Energy.ZERO;
            if (before != null && ends != null) {
                // after a gap the row before is reported when it ended
                if (ends.isBefore(at)) {
                    inbox.accept(before.ending(id, ends));
                } else {
                    drivenBefore = before.driven();
                }
            }
            before = each.getValue();
            ends = at.plus(mapping.interval());
            inbox.accept(before.reporting(id, at, drivenBefore));
        }
        if (before != null && ends != null) {
            inbox.accept(before.ending(id, ends));
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
        rows.values().forEach(so -> so.series.series().ifPresent(series::add));
        return series;
    }
}
