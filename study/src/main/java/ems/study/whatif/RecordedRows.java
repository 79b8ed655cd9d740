package ems.study.whatif;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import ems.market.party.GridPrices;
import ems.market.record.AgreedPrice;
import ems.market.record.DirectLine;
import ems.market.record.DirectMatch;
import ems.market.record.Flow;
import ems.market.record.Match;
import ems.market.record.PeriodOpened;
import ems.market.record.PeriodRecord;
import ems.market.record.Rejection;
import ems.market.record.RuleReference;
import ems.market.record.SettlementLine;
import ems.market.rule.PricedDirection;
import ems.study.whatif.RowEffect.Sums;

/**
 * What each row of the rules did, as periods recorded it: prices with their energy and money, and refusals. Which row granted a
 * limit or a permission is not recorded.
 */
public final class RecordedRows {

    /** One row, in one direction if it set prices. */
    private record Row(RuleReference rule, Optional<PricedDirection> direction) {}

    /**
     * What one row did.
     *
     * @param direction empty: it refused
     */
    public record Recorded(RuleReference rule, Optional<PricedDirection> direction, Sums sums) {}

    private final Map<Row, Sums> rows = new LinkedHashMap<>();

    public void add(PeriodRecord period) {
        period.all(Rejection.class).stream()
                .filter(refusal -> !refusal.rule().isCode())
                .forEach(refusal -> add(new Row(refusal.rule(), Optional.empty()), new Sums(1, 0, 0, 0)));
        var opened = period.first(PeriodOpened.class);
        if (opened.isEmpty()) {
            return;
        }
        var grid = opened.get().prices();
        for (Match match : period.all(Match.class)) {
            for (Flow flow : Flow.values()) {
                hit(match.price(flow), PricedDirection.of(flow), grid);
            }
        }
        for (DirectMatch match : period.all(DirectMatch.class)) {
            hit(match.price(), PricedDirection.DIRECT, grid);
        }
        for (DirectLine line : period.all(DirectLine.class)) {
            add(
                    new Row(line.price().rule(), Optional.of(PricedDirection.DIRECT)),
                    new Sums(0, 0, line.energy().millijoules(), line.amount().micropence()));
        }
        for (SettlementLine line : period.all(SettlementLine.class)) {
            var giver = line.flow() == Flow.STORED ? line.prosumer() : line.vehicle();
            add(
                    new Row(line.price().rule(), Optional.of(PricedDirection.of(line.flow()))),
                    new Sums(
                            0,
                            0,
                            line.energy().millijoules(),
                            line.effectOn(giver).micropence()));
        }
    }

    private void hit(AgreedPrice price, PricedDirection direction, GridPrices grid) {
        boolean atBound = price.price().equals(grid.sell()) || price.price().equals(grid.buy());
        add(new Row(price.rule(), Optional.of(direction)), new Sums(1, atBound ? 1 : 0, 0, 0));
    }

    private void add(Row row, Sums more) {
        rows.merge(row, more, RecordedRows::sum);
    }

    private static Sums sum(Sums one, Sums other) {
        return new Sums(
                one.hits() + other.hits(),
                one.cut() + other.cut(),
                Math.addExact(one.millijoules(), other.millijoules()),
                Math.addExact(one.micropence(), other.micropence()));
    }

    public List<Recorded> all() {
        return rows.entrySet().stream()
                .map(row -> new Recorded(row.getKey().rule(), row.getKey().direction(), row.getValue()))
                .toList();
    }
}
