package ems.console.flow;

import java.math.BigDecimal;
import java.util.Optional;

import ems.console.decision.Rounded;
import ems.console.decision.WhyNow;
import ems.market.matching.MatchExplanation;
import ems.market.party.GridPrices;
import ems.market.quantity.Energy;
import ems.market.record.AgreedPrice;
import ems.market.record.Exchange;
import ems.market.record.Flow;
import ems.market.record.Match;
import ems.market.record.PeriodRecord;

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

    /** What stands as soon as the pair is matched, before anything flows. */
    public static MatchNow of(Match match, PeriodRecord record, GridPrices grid, Optional<MatchExplanation> why) {
        return new MatchNow(
                match.prosumer().text(),
                match.vehicle().text(),
                expected(match, record),
                Optional.empty(),
                Rounded.kilowatts(0),
                Rounded.kilowattHours(match.forecastEnergy()),
                Rounded.kilowattHours(Energy.ZERO),
                Rounded.kilowattHours(Energy.ZERO),
                Terms.storing(match.storing(), grid),
                Terms.releasing(match.releasing(), grid),
                why.map(WhyNow::of));
    }

    /** The same pair with what it exchanges. */
    public MatchNow with(Match match, MeasuredNow measured) {
        var flowing = measured.sample().flowOf(match);
        return new MatchNow(
                prosumer,
                vehicle,
                expected,
                flowing.map(Exchange::flow),
                Rounded.kilowatts(flowing.map(exchange -> Rounded.watts(exchange.energy()))
                        .orElse(0L)),
                forecastKwh,
                Rounded.kilowattHours(measured.soFar().stored(match.id())),
                Rounded.kilowattHours(measured.soFar().released(match.id())),
                storing,
                releasing,
                why);
    }

    private static Flow expected(Match match, PeriodRecord record) {
        return record.bid(match.prosumer())
                .filter(bid -> !bid.forecast().isSurplus())
                .map(bid -> Flow.RELEASED)
                .orElse(Flow.STORED);
    }
}
