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
import ems.market.quantity.Price;
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

    private static final int PENCE_DECIMALS = 6;

    private final Instant start;
    private final Map<VehicleId, String> capacities = new HashMap<>();
    private final Map<MatchId, Match> matches = new HashMap<>();

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
        add(
                record.key().period(),
                record.all(Match.class),
                record.all(Exchange.class),
                record.all(SettlementLine.class));
    }

    /** @param entries all of the period, in the order of its steps */
    public void add(MatchingPeriod period, List<Entry> entries) {
        add(
                period,
                Entry.all(Match.class, entries),
                Entry.all(Exchange.class, entries),
                Entry.all(SettlementLine.class, entries));
    }

    private void add(MatchingPeriod period, List<Match> made, List<Exchange> exchanged, List<SettlementLine> settled) {
        matches.clear();
        made.forEach(match -> matches.put(match.id(), match));
        addExchanges(exchanged, period);
        String start = period.toString();
        settled.forEach(line -> add(line, start));
    }

    private void addExchanges(List<Exchange> all, MatchingPeriod period) {
        long firstStep = Duration.between(start, period.start()).getSeconds() / MatchingPeriod.SAMPLE.getSeconds();
        String[] times = new String[MatchingPeriod.SAMPLES];
        Arrays.setAll(times, sample -> period.sampleStart(sample).toString());
        Match match = null;
        for (Exchange exchange : all) {
            match = match != null && match.id().equals(exchange.match()) ? match : match(exchange.match());
            exchanges
                    .number(firstStep + exchange.sample())
                    .text(times[exchange.sample()])
                    .text(word(exchange.flow()))
                    .kilowattHours(exchange.energy())
                    .number(exchange.energy().millijoules())
                    .kilowattHours(exchange.availableAfter())
                    .text(requireNonNull(capacities.get(match.vehicle())))
                    .text(match.id().text())
                    .text(Cells.text(match.prosumer().text()))
                    .text(Cells.text(match.vehicle().text()))
                    .end();
        }
    }

    private void add(SettlementLine line, String period) {
        var match = match(line.match());
        var rule = line.price().rule();
        settlements
                .text(period)
                .text(match.id().text())
                .text(word(line.flow()))
                .text(Cells.text(match.prosumer().text()))
                .text(Cells.text(match.vehicle().text()))
                .text(line.debit().account())
                .text(line.credit().account())
                .kilowattHours(line.energy())
                .number(line.energy().millijoules())
                .decimal(line.price().price().tenThousandthsOfPencePerKilowattHour(), Price.DECIMALS)
                .text(Cells.text(rule.table()))
                .number(rule.row())
                .text(Cells.text(rule.rule()))
                .text(Cells.text(rule.version()))
                .decimal(line.amount().micropence(), PENCE_DECIMALS)
                .decimal(line.bookValue().micropence(), PENCE_DECIMALS)
                .end();
    }

    private Match match(MatchId id) {
        return requireNonNull(matches.get(id));
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
