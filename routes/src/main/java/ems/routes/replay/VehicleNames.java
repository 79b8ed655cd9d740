package ems.routes.replay;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import ems.market.party.VehicleId;
import ems.market.telemetry.ColumnMapping.CarColumns;
import ems.market.telemetry.Replayed.Unmet;
import ems.routes.text.CsvLine;

/** Whose row it is, in files of cars. */
final class VehicleNames {

    private final CarColumns mapping;
    private final Header header;
    private final int column;
    private final SeenWords seen;

    /** @throws IllegalArgumentException if the column is missing */
    VehicleNames(CarColumns mapping, Header header) {
        this.mapping = mapping;
        this.header = header;
        this.column = mapping.vehicle().map(header::position).orElse(-1);
        this.seen = new SeenWords(
                mapping.vehicle().orElse(""),
                mapping.vehicles().stream().map(VehicleId::text).collect(Collectors.toSet()));
    }

    /** What a row says of its car. */
    @FunctionalInterface
    interface Row {

        /** @throws IllegalArgumentException if it cannot be true */
        void take(VehicleId vehicle, LineCells cells);
    }

    /** Takes the line's row, if it is of a car that is asked for; refuses one that cannot be read or be true. */
    void take(CsvLine line, Tally tally, Row row) {
        String party = "";
        try {
            var cells = header.cells(line);
            var id = of(cells);
            if (id.isPresent()) {
                party = id.get().text();
                row.take(id.get(), cells);
            }
        } catch (IllegalArgumentException no) {
            tally.refused(line, party, 1, no.getMessage());
        }
    }

    /** Empty if it is of a car that is passed over. */
    private Optional<VehicleId> of(LineCells cells) {
        var id = column < 0
                ? mapping.vehicles().iterator().next()
                : new VehicleId(cells.cell(column).strip());
        return seen.see(id.text()) ? Optional.of(id) : Optional.empty();
    }

    /** Cars that stand in no row. */
    List<Unmet> unmet() {
        return seen.unmet(name -> name);
    }
}
