package ems.routes.telemetry;

import java.util.List;
import java.util.Set;

import ems.market.telemetry.LateReading;
import ems.market.telemetry.MeterReading;

/**
 * Readings that are kept together.
 *
 * @param replacing whether each takes the place of a reading for the same time
 * @param late what they may change of periods that are measured already
 */
public record ReadingBatch(List<MeterReading> readings, boolean replacing, Set<LateReading> late) {

    public ReadingBatch {
        readings = List.copyOf(readings);
        late = Set.copyOf(late);
    }
}
