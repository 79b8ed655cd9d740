package ems.processes.bill;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import ems.processes.bill.TradeView.RuleView;

/**
 * One match with all that a party of it may ask: why these two, what moved in which sample, at which price and by which rule.
 *
 * @param home the one that sells, if two homes trade
 * @param car empty if two homes trade
 * @param buyer the home that buys, if two homes trade
 * @param why in one sentence; empty if it cannot be said any more
 * @param storing from the home to the car, or to the home that buys
 * @param releasing from the car to the home; empty if two homes trade
 * @param rulesVersion of the period's rules, as the pages of the rules name it; empty if it is no longer kept
 * @param samples what moved; after a correction, what is known now
 * @param bookings of the party; none: not settled yet, or nothing moved
 * @param block height of the block that seals it; empty: not sealed yet
 * @param anchored whether that block is published everywhere
 * @param receipt its address
 */
public record TradeDetail(
        String grid,
        String party,
        String match,
        Instant period,
        String home,
        Optional<String> car,
        Optional<String> buyer,
        Optional<String> why,
        BigDecimal forecastKilowattHours,
        PriceView storing,
        Optional<PriceView> releasing,
        Optional<String> rulesVersion,
        List<SampleView> samples,
        boolean corrected,
        List<TradeView> bookings,
        OptionalLong block,
        boolean anchored,
        String receipt) {

    /** A price that was agreed before energy flowed. */
    public record PriceView(Optional<BigDecimal> pencePerKilowattHour, RuleView rule) {}

    /**
     * Energy of ten seconds.
     *
     * @param millijoules above 0 the car stored it, or the home that buys took it; below 0 the car released it
     */
    public record SampleView(int sample, Instant from, long millijoules) {}
}
