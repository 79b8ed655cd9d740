package ems.market.period;

import ems.market.bid.SignedBids;
import ems.market.direct.FindDirectTrade;
import ems.market.exchange.SignedExchanges;
import ems.market.forecast.Forecaster;
import ems.market.horizon.FindHorizonPrice;
import ems.market.ledger.FindTrailHead;
import ems.market.ledger.Ledger;
import ems.market.ledger.PeriodJournal;
import ems.market.matching.Matcher;
import ems.market.party.GridTariff;
import ems.market.physics.PhysicalBounds;
import ems.market.rule.RuleBook;
import ems.market.telemetry.LateReadings;
import ems.market.telemetry.Readings;

/**
 * What a grid's market is plugged into.
 *
 * @param fallbackForecaster takes over when the forecaster fails
 * @param fallbackMatcher takes over when the matcher is over its budget, or breaks
 * @param physics beyond it, a vehicle's report is suspect
 * @param trailHead sealed with each period in which it has moved
 * @param exchanges what is settled where a home is private
 * @param horizon what storing counts beside releasing
 * @param directTrade whether homes shall trade with homes
 */
public record MarketPorts(
        GridTariff tariff,
        Readings readings,
        LateReadings lateReadings,
        Arrivals arrivals,
        SignedBids signedBids,
        RuleBook rules,
        Forecaster forecaster,
        Forecaster fallbackForecaster,
        Matcher matcher,
        Matcher fallbackMatcher,
        PeriodJournal journal,
        Ledger ledger,
        PhysicalBounds physics,
        FindTrailHead trailHead,
        SignedExchanges exchanges,
        FindHorizonPrice horizon,
        FindDirectTrade directTrade) {

    /** With what is usual of cars and chargers, readings that are all there in time, storing and releasing that count alike, and no trade between homes. */
    public MarketPorts(
            GridTariff tariff,
            Readings readings,
            Arrivals arrivals,
            SignedBids signedBids,
            RuleBook rules,
            Forecaster forecaster,
            Forecaster fallbackForecaster,
            Matcher matcher,
            Matcher fallbackMatcher,
            PeriodJournal journal,
            Ledger ledger) {
        this(
                tariff,
                readings,
                LateReadings.NONE,
                arrivals,
                signedBids,
                rules,
                forecaster,
                fallbackForecaster,
                matcher,
                fallbackMatcher,
                journal,
                ledger,
                PhysicalBounds.USUAL,
                FindTrailHead.NONE,
                SignedExchanges.NONE,
                FindHorizonPrice.OFF,
                FindDirectTrade.OFF);
    }

    /** The same with another horizon price. */
    public MarketPorts with(FindHorizonPrice other) {
        return with(other, directTrade);
    }

    /** The same with another wish that homes trade with homes. */
    public MarketPorts with(FindDirectTrade other) {
        return with(horizon, other);
    }

    private MarketPorts with(FindHorizonPrice price, FindDirectTrade direct) {
        return new MarketPorts(
                tariff,
                readings,
                lateReadings,
                arrivals,
                signedBids,
                rules,
                forecaster,
                fallbackForecaster,
                matcher,
                fallbackMatcher,
                journal,
                ledger,
                physics,
                trailHead,
                exchanges,
                price,
                direct);
    }
}
