package ems.routes.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import de.siegmar.fastcsv.reader.CsvRecord;
import org.jspecify.annotations.Nullable;

import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.telemetry.ColumnMapping.VehicleColumns;
import ems.market.telemetry.Inbox;
import ems.market.telemetry.VehicleStatus;

/**
 * Rows with one vehicle and one instant each. A row reports at once whether the vehicle is plugged in. The energy that it drives
 * in the row's interval is reported as the interval ends, together with the next row if that follows at once. After its last
 * row a vehicle stays as it was. One row counts as one message.
 */
final class VehicleRows implements Rows {

    private final VehicleColumns mapping;
    private final Header header;
    private final Inbox inbox;
    private final int time;
    private final int vehicle;
    private final int chargingPoint;
    private final int driven;
    private final Map<VehicleId, RowsSoFar> rows = new HashMap<>();

    /** @throws IllegalArgumentException if a column is missing */
    VehicleRows(VehicleColumns mapping, Header header, Inbox inbox) {
        this.mapping = mapping;
        this.header = header;
        this.inbox = inbox;
        this.time = header.position(mapping.time().name());
        this.vehicle = header.position(mapping.vehicle());
        this.chargingPoint = header.position(mapping.chargingPoint());
        this.driven = header.position(mapping.driven());
    }

    /** The latest row of a vehicle, and the instants of all before it. */
    private static final class RowsSoFar {
        private final Order order = new Order(Duration.ofSeconds(1));
        private @Nullable Row latest;
    }

    private record Row(VehicleId vehicle, Instant at, boolean pluggedIn, Energy driven) {

        VehicleStatus reporting(Energy drivenBefore) {
            return new VehicleStatus(vehicle, at, pluggedIn, drivenBefore, Optional.empty());
        }

        VehicleStatus endingAt(Instant end) {
            return new VehicleStatus(vehicle, end, pluggedIn, driven, Optional.empty());
        }
    }

    @Override
    public void take(CsvLine line, Tally tally) {
        try {
            var cells = header.cells(line);
            var id = new VehicleId(cells.getField(vehicle).strip());
            if (mapping.vehicles().contains(id)) {
                take(row(id, cells), line, tally);
            }
        } catch (IllegalArgumentException no) {
            tally.refused(line, 1, no.getMessage());
        }
    }

    private Row row(VehicleId id, CsvRecord cells) {
        var at = TimeCells.of(mapping.time(), cells.getField(time));
        boolean away = mapping.away().contains(cells.getField(chargingPoint).strip());
        return new Row(id, at, !away, NumberCells.energy(mapping.driven(), cells.getField(driven), mapping.unit()));
    }

    private void take(Row row, CsvLine line, Tally tally) {
        var vehicle = rows.computeIfAbsent(row.vehicle(), first -> new RowsSoFar());
        switch (vehicle.order.of(row.at())) {
            case NEWER -> {
                inbox.accept(row.reporting(drivenBefore(row, vehicle.latest)));
                vehicle.latest = row;
                tally.accepted();
            }
            case REPEATED -> tally.repeated(1);
            case REGRESSING ->
                tally.refused(
                        line,
                        1,
                        row.vehicle() + " is regressing: a row of " + row.at() + " after one of "
                                + vehicle.order.latest());
        }
    }

    /** What is left to report of the row before; after a gap it was reported when that row ended. */
    private Energy drivenBefore(Row row, @Nullable Row before) {
        if (before == null) {
            return Energy.ZERO;
        }
        var end = before.at().plus(mapping.interval());
        if (end.isBefore(row.at())) {
            inbox.accept(before.endingAt(end));
            return Energy.ZERO;
        }
        return before.driven();
    }

    @Override
    public void end(Tally tally) {
        for (RowsSoFar vehicle : rows.values()) {
            if (vehicle.latest != null) {
                inbox.accept(vehicle.latest.endingAt(vehicle.latest.at().plus(mapping.interval())));
            }
        }
    }
}
