package ems.console;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

import ems.market.matching.Why;
import ems.market.party.GridPrices;
import ems.market.quantity.Energy;
import ems.market.record.AgreedPrice;
import ems.market.record.Exchange;
import ems.market.record.Flow;
import ems.market.record.Match;
import ems.market.record.PeriodRecord;
import ems.market.record.ProsumerBid;

/**
 * Who trades with whom in the current period, at what prices and why.
 *
 * @param expected the direction that the forecast names
 * @param flow the direction in the latest sample; empty if nothing flows
 * @param powerKw in that direction
 * @param storedKwh from the prosumer into the EV, so far in this period
 * @param releasedKwh from the EV to the prosumer, so far in this period
 * @param storing what the EV pays the prosumer
 * @param releasing what the prosumer pays the EV
 * @param why this EV and not another one
 */
public record MatchNow(
        String prosumer,
        String vehicle,
        Flow expected,
        Optional<Flow> flow,
        BigDecimal powerKw,
        BigDecimal forecastKwh,
        BigDecimal storedKwh,
        BigDecimal releasedKwh,
        Terms storing,
        Terms releasing,
        Optional<WhyNow> why) {

    /**
     * A price and the rule that set it.
     *
     * @param prosumerGainPencePerKwh by how much the price suits the prosumer better than the grid's
     * @param row line of the rule's table; 0: a rule of the market itself
     */
    public record Terms(
            BigDecimal pricePencePerKwh,
            BigDecimal prosumerGainPencePerKwh,
            String rule,
            String table,
            int row,
            String version) {

        private static Terms of(AgreedPrice agreed, BigDecimal gain) {
            var rule = agreed.rule();
            return new Terms(
                    agreed.price().toPencePerKilowattHour(),
                    gain,
                    rule.rule(),
                    rule.table(),
                    rule.row(),
                    rule.version());
        }

        static Terms storing(AgreedPrice agreed, GridPrices grid) {
            return of(
                    agreed,
                    agreed.price().toPencePerKilowattHour().subtract(grid.sell().toPencePerKilowattHour()));
        }

        static Terms releasing(AgreedPrice agreed, GridPrices grid) {
            return of(
                    agreed,
                    grid.buy().toPencePerKilowattHour().subtract(agreed.price().toPencePerKilowattHour()));
        }
    }

    static MatchNow of(
            Match match,
            PeriodRecord record,
            List<Exchange> soFar,
            LatestSample sample,
            GridPrices grid,
            Optional<Why> why) {
        var flowing = sample.flowOf(match).map(LatestSample.Flowing::exchange);
        return new MatchNow(
                match.prosumer().text(),
                match.vehicle().text(),
                expected(match, record),
                flowing.map(Exchange::flow),
                Rounded.kilowatts(flowing.map(exchange -> Rounded.watts(exchange.energy()))
                        .orElse(0L)),
                Rounded.kilowattHours(match.forecastEnergy()),
                Rounded.kilowattHours(sum(match, soFar, Flow.STORED)),
                Rounded.kilowattHours(sum(match, soFar, Flow.RELEASED)),
                Terms.storing(match.storing(), grid),
                Terms.releasing(match.releasing(), grid),
                why.map(WhyNow::of));
    }

    private static Flow expected(Match match, PeriodRecord record) {
        return record.all(ProsumerBid.class).stream()
                        .anyMatch(bid -> bid.prosumer().equals(match.prosumer())
                                && !bid.forecast().isSurplus())
                ? Flow.RELEASED
                : Flow.STORED;
    }

    private static Energy sum(Match match, List<Exchange> exchanges, Flow flow) {
        return exchanges.stream()
                .filter(exchange -> exchange.match().equals(match.id()) && exchange.flow() == flow)
                .map(Exchange::energy)
                .reduce(Energy.ZERO, Energy::plus);
    }
}
