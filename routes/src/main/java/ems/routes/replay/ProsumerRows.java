package ems.routes.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Power;
import ems.market.telemetry.ColumnMapping.MeterColumns;
import ems.market.telemetry.ColumnMapping.NetSign;
import ems.market.telemetry.ColumnMapping.PartyColumn;
import ems.market.telemetry.ColumnMapping.ProsumerColumns;
import ems.market.telemetry.Inbox;
import ems.market.telemetry.MeterReading;
import ems.market.telemetry.ReplayFile.Span;
import ems.market.telemetry.Replayed.Series;
import ems.market.telemetry.Replayed.Unmet;
import ems.routes.text.CsvLine;

import static java.util.Objects.requireNonNull;

/**
 * Rows of one instant with the columns of each prosumer, or of one prosumer that the row names; in any order. A bad cell
 * costs its prosumer's reading only.
 */
final class ProsumerRows implements Rows {

    private final ProsumerColumns mapping;
    private final Header header;
    private final Span span;
    private final Inbox inbox;
    private final TimeCells time;
    private final NumberCells numbers;
    private final LocalClock clock = new LocalClock();
    private final List<Meter> meters;
    private final Map<String, Meter> byName = new HashMap<>();
    private final int party;
    private final int kind;
    private final SeenWords kinds;
    private final SeenWords parties;

    /** @throws IllegalArgumentException if a column is missing */
    ProsumerRows(ProsumerColumns mapping, Span span, Header header, Inbox inbox) {
        this.mapping = mapping;
        this.span = span;
        this.header = header;
        this.inbox = inbox;
        this.time = new TimeCells(mapping.time(), header);
        this.numbers = new NumberCells(mapping.decimal());
        this.meters = mapping.prosumers().entrySet().stream()
                .map(each -> new Meter(each.getKey(), each.getValue(), header))
                .toList();
        this.party = mapping.party().map(each -> header.position(each.column())).orElse(-1);
        this.kind = mapping.rows().map(each -> header.position(each.column())).orElse(-1);
        this.kinds = mapping.rows()
                .map(each -> new SeenWords(each.column(), each.words()))
                .orElseGet(() -> new SeenWords("", Set.of()));
        mapping.party()
                .ifPresent(each -> meters.forEach(meter -> each.named().forEach((name, prosumer) -> {
                    if (prosumer.equals(meter.prosumer)) {
                        byName.put(name, meter);
                    }
                })));
        this.parties = new SeenWords(mapping.party().map(PartyColumn::column).orElse(""), byName.keySet());
    }

    /** A column, where it stands, and what was read from it. */
    private record Place(String name, int position, SeriesSoFar.Course course) {

        static @Nullable Place of(Optional<String> name, Header header, SeriesSoFar series) {
            return name.map(each -> new Place(each, header.position(each), series.course(each)))
                    .orElse(null);
        }
    }

    /** Where a prosumer's columns stand, and what was read from them. */
    private static final class Meter {
        private final ProsumerId prosumer;
        private final @Nullable Place production;
        private final @Nullable Place consumption;
        private final @Nullable Place net;
        private final boolean positiveIsExport;
        private final SeriesSoFar series;
        private final RegisterRows registers = new RegisterRows();

        Meter(ProsumerId prosumer, MeterColumns columns, Header header) {
            this.prosumer = prosumer;
            this.series = new SeriesSoFar(prosumer.text(), MatchingPeriod.SAMPLE);
            this.production = Place.of(columns.production(), header, series);
            this.consumption = Place.of(columns.consumption(), header, series);
            this.net = Place.of(columns.net().map(each -> each.column()), header, series);
            this.positiveIsExport =
                    columns.net().map(each -> each.positive() == NetSign.EXPORT).orElse(false);
        }
    }

    @Override
    public void take(CsvLine line, Tally tally) {
        try {
            var cells = header.cells(line);
            if (kind >= 0 && !kinds.see(cells.cell(kind).strip())) {
                return;
            }
            if (party < 0) {
                var at = time.of(cells, clock);
                meters.forEach(meter -> take(meter, at, cells, line, tally));
            } else {
                takeNamed(cells, line, tally);
            }
        } catch (IllegalArgumentException no) {
            tally.refused(line, "", party < 0 ? meters.size() : 1, no.getMessage());
        }
    }

    private void takeNamed(LineCells cells, CsvLine line, Tally tally) {
        String name = cells.cell(party).strip();
        var meter = byName.get(name);
        parties.see(name);
        if (meter != null) {
            Instant at;
            try {
                at = time.of(cells, meter.series.clock());
            } catch (IllegalArgumentException no) {
                tally.refused(line, meter.prosumer.text(), 1, no.getMessage());
                return;
            }
            take(meter, at, cells, line, tally);
        }
    }

    private void take(Meter meter, Instant at, LineCells cells, CsvLine line, Tally tally) {
        try {
            if (!span.contains(at)) {
                meter.series.outside();
            } else if (mapping.unit().isRegister()) {
                takeRegisters(meter, at, cells, line, tally);
            } else {
                keep(meter, at, reading(meter, at, cells), line, tally);
            }
        } catch (IllegalArgumentException no) {
            tally.refused(line, meter.prosumer.text(), 1, no.getMessage());
        }
    }

    private void keep(Meter meter, Instant at, MeterReading reading, CsvLine line, Tally tally) {
        var place = meter.series.place(at);
        // the first row may stand in another file
        if (inbox.contradicts(reading)) {
            tally.contradicted(line, meter.prosumer.text(), contradiction(meter, at));
        } else if (place == Order.Place.REPEATED) {
            tally.repeated(1);
        } else {
            inbox.accept(reading);
            meter.series.taken(at, place);
            tally.accepted();
        }
    }

    private String contradiction(Meter meter, Instant at) {
        return "a second row of " + meter.prosumer + " for " + at
                + " with another value: remove one of them; if clocks went back, name the zone with time.zone";
    }

    private MeterReading reading(Meter meter, Instant at, LineCells cells) {
        long production;
        long consumption;
        if (meter.net != null) {
            long net = milliwatts(meter.net, cells);
            long exported = meter.positiveIsExport ? net : -net;
            production = Math.max(0, exported);
            consumption = Math.max(0, -exported);
        } else {
            production = milliwatts(meter.production, cells);
            consumption = milliwatts(meter.consumption, cells);
            if (consumption < 0 && meter.consumption != null) {
                throw negative(meter.consumption, cells);
            }
        }
        return reading(meter, at, production, consumption);
    }

    private IllegalArgumentException negative(Place consumption, LineCells cells) {
        return new IllegalArgumentException("column '" + consumption.name() + "': consumption of "
                + cells.cell(consumption.position()).strip() + " "
                + mapping.unit().symbol()
                + " is negative: if the column is consumption less production, name it as net");
    }

    private MeterReading reading(Meter meter, Instant at, long production, long consumption) {
        if (MeterReading.isNightDraw(production)) {
            meter.series.nightDraw();
        }
        refuseImpossible(meter, production);
        refuseImpossible(meter, consumption);
        try {
            var reading = MeterReading.withNightDraw(
                    meter.prosumer, at, mapping.interval(), production, new Power(consumption));
            return mapping.factor() == 1
                    ? reading
                    : new MeterReading(
                            meter.prosumer,
                            at,
                            mapping.interval(),
                            reading.production().times(mapping.factor()),
                            reading.consumption().times(mapping.factor()));
        } catch (IllegalArgumentException e) {
            throw production < 0 && meter.production != null
                    ? new IllegalArgumentException("column '" + meter.production.name() + "': " + e.getMessage(), e)
                    : e;
        }
    }

    /** A power that is no home's is no night draw of it either, whatever its sign. */
    private void refuseImpossible(Meter meter, long milliwatts) {
        if (Math.abs(milliwatts) > mapping.most().milliwatts()) {
            throw new IllegalArgumentException(meter.prosumer + " has "
                    + new Power(Math.abs(milliwatts))
                            .toKilowatts()
                            .stripTrailingZeros()
                            .toPlainString()
                    + " kW, above the "
                    + mapping.most().toKilowatts().stripTrailingZeros().toPlainString()
                    + " kW that a home can have: is the column a register, or in another unit? Or say how much it can"
                    + " have with largest-power");
        }
    }

    /** What has no column is nothing. */
    private long milliwatts(@Nullable Place place, LineCells cells) {
        if (place == null) {
            return 0;
        }
        long value = numbers.milliwatts(place.name(), cells, place.position(), mapping.unit(), mapping.interval());
        place.course().go(value);
        return value;
    }

    private void takeRegisters(Meter meter, Instant at, LineCells cells, CsvLine line, Tally tally) {
        long produced = counted(meter.production, cells);
        long consumed = counted(meter.consumption, cells);
        if (!meter.registers.isNew(at, produced, consumed)) {
            tally.contradicted(line, meter.prosumer.text(), contradiction(meter, at));
        } else if (meter.registers.add(at, produced, consumed, line)) {
            meter.series.taken(at, meter.series.place(at));
        } else {
            meter.series.place(at);
            tally.repeated(1);
        }
    }

    private long counted(@Nullable Place place, LineCells cells) {
        return place == null ? 0 : numbers.milliwattHours(place.name(), cells.cell(place.position()), mapping.unit());
    }

    @Override
    public void end(Tally tally) {
        for (Meter meter : meters) {
            meter.registers.forEach(mapping.interval(), (row, production, consumption) -> {
                try {
                    if (production < 0 || consumption < 0) {
                        throw new IllegalArgumentException("the register of " + meter.prosumer
                                + " is lower at the end of the row's interval than at its start: what came between"
                                + " is not known");
                    }
                    inbox.accept(reading(meter, row.at(), production, consumption));
                    tally.accepted();
                } catch (IllegalArgumentException no) {
                    tally.refused(row.line(), meter.prosumer.text(), 1, no.getMessage());
                }
            });
        }
    }

    @Override
    public List<Unmet> unmet() {
        List<Unmet> unmet = new ArrayList<>(kinds.unmet(word -> ""));
        unmet.addAll(
                parties.unmet(name -> requireNonNull(byName.get(name)).prosumer.text()));
        return unmet;
    }

    @Override
    public List<Series> series() {
        List<Series> series = new ArrayList<>();
        meters.forEach(meter -> meter.series.series().ifPresent(series::add));
        return series;
    }
}
