package ems.study.result;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Entry;
import ems.market.record.Exchange;
import ems.market.record.Flow;
import ems.market.record.Match;
import ems.market.record.MatchId;
import ems.market.record.PeriodRecord;
import ems.market.record.SettlementLine;
import ems.study.output.Cells;
import ems.study.output.CsvFile;

import static java.util.Objects.requireNonNull;

/** {@code exchange.csv}, a row for each match and 10-second sample that moved energy, and {@code settlement.csv}. */
public final class RunFiles implements AutoCloseable {

    private static final List<String> EXCHANGE = List.of(
            "time step (10 s)",
            "time (UTC)",
            "direction",
            "energy exchanged (kWh)",
            "energy exchanged (mJ)",
            "available energy (kWh)",
            "battery capacity (kWh)",
            "matching id",
            "prosumer",
            "EV");
    private static final List<String> SETTLEMENT = List.of(
            "period (UTC)",
            "matching id",
            "direction",
            "prosumer",
            "EV",
            "payer",
            "payee",
            "energy (kWh)",
            "energy (mJ)",
            "price (p/kWh)",
            "rule table",
            "rule row",
            "rule",
            "rule version",
            "amount (p)",
            "book value (p)");

    private final Instant start;
    private final Map<VehicleId, String> capacities = new HashMap<>();
    private final Map<MatchId, Match> matches = new HashMap<>();
    /** The period's sample times as text, written once for all matches. */
    private final String[] times = new String[MatchingPeriod.SAMPLES];

    private final CsvFile exchanges;
    private final CsvFile settlements;

    /**
     * @param start of the first period: time steps count from here
     * @param capacities of all EVs
     */
    public RunFiles(Path folder, Instant start, Map<VehicleId, Energy> capacities) {
        this.start = start;
        capacities.forEach((vehicle, capacity) -> this.capacities.put(vehicle, Cells.kilowattHours(capacity)));
        exchanges = new CsvFile(folder.resolve("exchange.csv"), EXCHANGE);
        settlements = new CsvFile(folder.resolve("settlement.csv"), SETTLEMENT);
    }

    public void add(PeriodRecord record) {
        add(record.key().period(), record.entries().toList());
    }

    /** @param entries all of the period, in the order of its steps */
    public void add(MatchingPeriod period, List<Entry> entries) {
        matches.clear();
        Arrays.fill(times, null);
        Entry.all(Match.class, entries).forEach(match -> matches.put(match.id(), match));
        Entry.all(Exchange.class, entries).forEach(exchange -> add(exchange, period));
        Entry.all(SettlementLine.class, entries).forEach(line -> add(line, period));
    }

    private void add(Exchange exchange, MatchingPeriod period) {
        long firstStep = Duration.between(start, period.start()).getSeconds() / MatchingPeriod.SAMPLE.getSeconds();
        var match = requireNonNull(matches.get(exchange.match()));
        if (times[exchange.sample()] == null) {
            times[exchange.sample()] = period.sampleStart(exchange.sample()).toString();
        }
        exchanges.row(
                Long.toString(firstStep + exchange.sample()),
                times[exchange.sample()],
                word(exchange.flow()),
                Cells.kilowattHours(exchange.energy()),
                Cells.millijoules(exchange.energy()),
                Cells.kilowattHours(exchange.availableAfter()),
                requireNonNull(capacities.get(match.vehicle())),
                match.id().text(),
                Cells.text(match.prosumer().text()),
                Cells.text(match.vehicle().text()));
    }

    private void add(SettlementLine line, MatchingPeriod period) {
        var match = requireNonNull(matches.get(line.match()));
        var rule = line.price().rule();
        settlements.row(
                period.toString(),
                match.id().text(),
                word(line.flow()),
                Cells.text(match.prosumer().text()),
                Cells.text(match.vehicle().text()),
                line.debit().account(),
                line.credit().account(),
                Cells.kilowattHours(line.energy()),
                Cells.millijoules(line.energy()),
                line.price().price().toPencePerKilowattHour().toPlainString(),
                Cells.text(rule.table()),
                Integer.toString(rule.row()),
                Cells.text(rule.rule()),
                Cells.text(rule.version()),
                Cells.pence(line.amount()),
                Cells.pence(line.bookValue()));
    }

    private static String word(Flow flow) {
        return flow == Flow.STORED ? "stored" : "released";
    }

    @Override
    public void close() {
        try (exchanges) {
            settlements.close();
        }
    }
}
