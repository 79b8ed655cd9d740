package ems.routes.replay;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import de.siegmar.fastcsv.reader.CsvRecord;

import ems.market.party.VehicleId;
import ems.market.telemetry.ColumnMapping.CarColumns;
import ems.market.telemetry.Replayed.Unmet;

/** Whose row it is, in files of cars. */
final class VehicleNames {

    private final CarColumns mapping;
    private final int column;
    private final SeenWords seen;

    /** @throws IllegalArgumentException if the column is missing */
    VehicleNames(CarColumns mapping, Header header) {
        this.mapping = mapping;
        this.column = mapping.vehicle().map(header::position).orElse(-1);
        this.seen = new SeenWords(
                mapping.vehicle().orElse(""),
                mapping.vehicles().stream().map(VehicleId::text).collect(Collectors.toSet()));
    }

    /**
     * Empty if it is of a car that is passed over.
     *
     * @throws IllegalArgumentException if the cell is not the name of a car
     */
    Optional<VehicleId> of(CsvRecord cells) {
        var id = column < 0
                ? mapping.vehicles().iterator().next()
                : new VehicleId(cells.getField(column).strip());
        return seen.see(id.text()) ? Optional.of(id) : Optional.empty();
    }

    /** Cars that stand in no row. */
    List<Unmet> unmet() {
        return seen.unmet(name -> name);
    }
}
