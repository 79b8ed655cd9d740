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
import ems.market.quantity.Money;
import ems.market.record.BookedLine;
import ems.market.record.DirectExchange;
import ems.market.record.DirectLine;
import ems.market.record.DirectMatch;
import ems.market.record.Entry;
import ems.market.record.Exchange;
import ems.market.record.Match;
import ems.market.record.MatchId;
import ems.market.record.PeriodRecord;
import ems.market.record.SettlementLine;
import ems.study.output.TableColumn;
import ems.study.output.TableColumn.Course;
import ems.study.output.TableColumn.Kind;
import ems.study.output.TableWriter;
import ems.study.output.TimeCell;

import static java.util.Objects.requireNonNull;

/**
 * The tables {@code exchange}, a row for each match and 10-second sample that moved energy, and {@code settlement}. In rows of a trade
 * between homes, the home that buys stands where otherwise the EV does, and there is no battery.
 */
public final class RunFiles implements AutoCloseable {

    private static final List<TableColumn> EXCHANGE = List.of(
            TableColumn.of("time step (10 s)", "time_step", Kind.COUNT, Course.STEADY),
            TableColumn.of("time (UTC)", "time", Kind.TIME, Course.STEADY),
            TableColumn.words("direction", "direction"),
            TableColumn.inTextOnly("energy exchanged (kWh)"),
            TableColumn.of("energy exchanged (mJ)", "energy_mj", Kind.ENERGY, Course.REPEATING),
            TableColumn.of("available energy (kWh)", "available_energy_mj", Kind.ENERGY, Course.STEADY),
            TableColumn.of("battery capacity (kWh)", "battery_capacity_mj", Kind.ENERGY, Course.REPEATING),
            TableColumn.inTextOnly("matching id"),
            TableColumn.periodInParquetOnly(),
            TableColumn.words("prosumer", "prosumer"),
            TableColumn.of("EV", "ev", Kind.WORDS, Course.GROUPED));
    private static final List<TableColumn> SETTLEMENT = List.of(
            TableColumn.of("period (UTC)", "period", Kind.TIME, Course.STEADY),
            TableColumn.inTextOnly("matching id"),
            TableColumn.words("direction", "direction"),
            TableColumn.words("prosumer", "prosumer"),
            TableColumn.of("EV", "ev", Kind.WORDS, Course.GROUPED),
            TableColumn.words("payer", "payer"),
            TableColumn.words("payee", "payee"),
            TableColumn.inTextOnly("energy (kWh)"),
            TableColumn.of("energy (mJ)", "energy_mj", Kind.ENERGY, Course.STEADY),
            TableColumn.of("price (p/kWh)", "price_micropence_per_kwh", Kind.PRICE, Course.REPEATING),
            TableColumn.words("rule table", "rule_table"),
            TableColumn.of("rule row", "rule_row", Kind.COUNT, Course.REPEATING),
            TableColumn.words("rule", "rule"),
            TableColumn.words("rule version", "rule_version"),
            TableColumn.of("amount (p)", "amount_micropence", Kind.MONEY, Course.STEADY),
            TableColumn.of("book value (p)", "book_value_micropence", Kind.MONEY, Course.STEADY));

    private final Instant start;
    private final Map<VehicleId, Energy> capacities;
    private final Map<MatchId, Match> matches = new HashMap<>();

    private final TableWriter exchanges;
    private final TableWriter settlements;

    /**
     * @param start of the first period: time steps count from here
     * @param capacities of all EVs
     */
    public RunFiles(Path folder, TableFormat format, Instant start, Map<VehicleId, Energy> capacities) {
        this.start = start;
        this.capacities = Map.copyOf(capacities);
        exchanges = format.open(folder, "exchange", EXCHANGE);
        settlements = format.open(folder, "settlement", SETTLEMENT);
    }

    public void add(PeriodRecord record) {
        add(
                record.key().period(),
                record.all(Match.class),
                record.all(Exchange.class),
                record.all(SettlementLine.class));
        addDirect(
                record.key().period(),
                record.all(DirectMatch.class),
                record.all(DirectExchange.class),
                record.all(DirectLine.class));
    }

    /** @param entries all of the period, in the order of its steps */
    public void add(MatchingPeriod period, List<Entry> entries) {
        add(
                period,
                Entry.all(Match.class, entries),
                Entry.all(Exchange.class, entries),
                Entry.all(SettlementLine.class, entries));
        addDirect(
                period,
                Entry.all(DirectMatch.class, entries),
                Entry.all(DirectExchange.class, entries),
                Entry.all(DirectLine.class, entries));
    }

    private void add(MatchingPeriod period, List<Match> made, List<Exchange> exchanged, List<SettlementLine> settled) {
        matches.clear();
        made.forEach(match -> matches.put(match.id(), match));
        var start = TimeCell.of(period.start());
        addExchanges(exchanged, period, start);
        settled.forEach(line -> add(line, start));
    }

    private void addExchanges(List<Exchange> all, MatchingPeriod period, TimeCell periodStart) {
        long firstStep = firstStep(period);
        TimeCell[] times = new TimeCell[MatchingPeriod.SAMPLES];
        Arrays.setAll(times, sample -> TimeCell.of(period.sampleStart(sample)));
        Match match = null;
        Energy capacity = Energy.ZERO;
        for (Exchange exchange : all) {
            if (match == null || !match.id().equals(exchange.match())) {
                match = match(exchange.match());
                capacity = requireNonNull(capacities.get(match.vehicle()));
            }
            exchanges
                    .count(firstStep + exchange.sample())
                    .time(times[exchange.sample()])
                    .words(TradeWords.of(exchange.flow()))
                    .energy(exchange.energy())
                    .exactEnergy(exchange.energy())
                    .energy(exchange.availableAfter())
                    .energy(capacity)
                    .words(match.id().spelled())
                    .time(periodStart)
                    .name(match.prosumer().spelled())
                    .name(match.vehicle().spelled())
                    .end();
        }
    }

    private void addDirect(
            MatchingPeriod period, List<DirectMatch> made, List<DirectExchange> exchanged, List<DirectLine> settled) {
        if (made.isEmpty()) {
            return;
        }
        Map<MatchId, DirectMatch> homes = new HashMap<>();
        made.forEach(match -> homes.put(match.id(), match));
        var start = TimeCell.of(period.start());
        for (DirectExchange exchange : exchanged) {
            var match = requireNonNull(homes.get(exchange.match()));
            exchanges
                    .count(firstStep(period) + exchange.sample())
                    .time(TimeCell.of(period.sampleStart(exchange.sample())))
                    .words(TradeWords.DIRECT)
                    .energy(exchange.energy())
                    .exactEnergy(exchange.energy())
                    .energy(Energy.ZERO)
                    .energy(Energy.ZERO)
                    .words(match.id().spelled())
                    .time(start)
                    .name(match.seller().spelled())
                    .name(match.buyer().spelled())
                    .end();
        }
        settled.forEach(line -> add(line, start));
    }

    private void add(DirectLine line, TimeCell period) {
        boolean paysSeller = line.amount().micropence() >= 0;
        var payer = paysSeller ? line.buyer() : line.seller();
        settlements
                .time(period)
                .words(line.match().spelled())
                .words(TradeWords.DIRECT)
                .name(line.seller().spelled())
                .name(line.buyer().spelled())
                .words(payer.spelledAccount())
                .words(line.otherThan(payer).spelledAccount());
        finish(line, paysSeller ? line.amount() : line.amount().negated(), Money.ZERO);
    }

    private void add(SettlementLine line, TimeCell period) {
        var match = match(line.match());
        settlements
                .time(period)
                .words(match.id().spelled())
                .words(TradeWords.of(line.flow()))
                .name(match.prosumer().spelled())
                .name(match.vehicle().spelled())
                .words(line.debit().spelledAccount())
                .words(line.credit().spelledAccount());
        finish(line, line.amount(), line.bookValue());
    }

    private void finish(BookedLine line, Money amount, Money bookValue) {
        var rule = line.price().rule();
        settlements
                .energy(line.energy())
                .exactEnergy(line.energy())
                .price(line.price().price())
                .name(rule.spelledTable())
                .count(rule.row())
                .name(rule.spelledRule())
                .name(rule.spelledVersion())
                .money(amount)
                .money(bookValue)
                .end();
    }

    private long firstStep(MatchingPeriod period) {
        return Duration.between(start, period.start()).getSeconds() / MatchingPeriod.SAMPLE.getSeconds();
    }

    private Match match(MatchId id) {
        return requireNonNull(matches.get(id));
    }

    /** All rows are there. */
    public void finish() {
        exchanges.finish();
        settlements.finish();
    }

    @Override
    public void close() {
        try (exchanges) {
            settlements.close();
        }
    }
}
