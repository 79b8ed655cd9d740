package ems.routes.replay;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import de.siegmar.fastcsv.reader.CsvRecord;

import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;
import ems.market.telemetry.ColumnMapping.PowerColumns;
import ems.market.telemetry.ColumnMapping.ProsumerColumns;
import ems.market.telemetry.Inbox;
import ems.market.telemetry.MeterReading;

/** Rows of one instant with two columns for each prosumer; a bad cell costs its prosumer's reading only. */
final class ProsumerRows implements Rows {

    private final ProsumerColumns mapping;
    private final Header header;
    private final Inbox inbox;
    private final int time;
    private final List<Meter> meters;

    /** @throws IllegalArgumentException if a column is missing */
    ProsumerRows(ProsumerColumns mapping, Header header, Inbox inbox) {
        this.mapping = mapping;
        this.header = header;
        this.inbox = inbox;
        this.time = header.position(mapping.time().name());
        this.meters = mapping.prosumers().entrySet().stream()
                .map(each -> new Meter(each, header))
                .toList();
    }

    /** Where a prosumer's two columns stand, and the instants that were read from them. */
    private record Meter(ProsumerId prosumer, PowerColumns columns, int production, int consumption, Order order) {

        Meter(Map.Entry<ProsumerId, PowerColumns> named, Header header) {
            this(
                    named.getKey(),
                    named.getValue(),
                    header.position(named.getValue().production()),
                    header.position(named.getValue().consumption()),
                    new Order(MatchingPeriod.SAMPLE));
        }
    }

    @Override
    public void take(CsvLine line, Tally tally) {
        try {
            var cells = header.cells(line);
            var at = TimeCells.of(mapping.time(), cells.getField(time));
            meters.forEach(meter -> take(meter, at, cells, line, tally));
        } catch (IllegalArgumentException no) {
            tally.refused(line, meters.size(), no.getMessage());
        }
    }

    private void take(Meter meter, Instant at, CsvRecord cells, CsvLine line, Tally tally) {
        try {
            var reading = reading(meter, at, cells);
            switch (meter.order().of(at)) {
                case NEWER -> {
                    inbox.accept(reading);
                    tally.accepted();
                }
                case REPEATED -> tally.repeated(1);
                case REGRESSING ->
                    tally.refused(
                            line,
                            1,
                            meter.prosumer() + " is regressing: a row of " + at + " after one of "
                                    + meter.order().latest());
            }
        } catch (IllegalArgumentException no) {
            tally.refused(line, 1, no.getMessage());
        }
    }

    private MeterReading reading(Meter meter, Instant at, CsvRecord cells) {
        var names = meter.columns();
        var production = NumberCells.power(names.production(), cells.getField(meter.production()), mapping.unit());
        var consumption = NumberCells.power(names.consumption(), cells.getField(meter.consumption()), mapping.unit());
        return new MeterReading(
                meter.prosumer(),
                at,
                mapping.interval(),
                production.times(mapping.factor()),
                consumption.times(mapping.factor()));
    }

    @Override
    public void end(Tally tally) {}
}
