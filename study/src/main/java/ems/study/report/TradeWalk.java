package ems.study.report;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;

import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Exchange;
import ems.market.record.RuleReference;
import ems.study.output.NumberFormats;
import ems.study.result.FollowedTrade;

/**
 * "Follow one kilowatt-hour": the values along one trade, from the meter to the ledger.
 *
 * @param run title of the run as shown
 */
record TradeWalk(String run, FollowedTrade trade) {

    public String prosumer() {
        return trade.match().prosumer().text();
    }

    public String vehicle() {
        return trade.match().vehicle().text();
    }

    /** How many such minutes make one kilowatt-hour; empty where it would be less than two. */
    public String minutes() {
        long energy = trade.settlement().energy().millijoules();
        long minutes = energy == 0 ? 0 : Energy.MILLIJOULES_PER_KILOWATT_HOUR / energy;
        return minutes > 1 ? NumberFormats.count(minutes) : "";
    }

    public String kilowatts() {
        return NumberFormats.number(BigDecimal.valueOf(trade.milliwatts(), 6), 3);
    }

    public String readAt() {
        return NumberFormats.clockWithSeconds(trade.readAt()) + " UTC on " + NumberFormats.day(trade.readAt());
    }

    public String forecast() {
        return small(trade.forecast());
    }

    public String periodStart() {
        return NumberFormats.clock(trade.block().key().period().start());
    }

    public String room() {
        return NumberFormats.kilowattHours(trade.room());
    }

    /** A sentence and a space, or empty. */
    public String why() {
        return trade.why().map(reason -> reason + ". ").orElse("");
    }

    public String match() {
        return trade.match().id().text();
    }

    public String price() {
        return NumberFormats.price(trade.settlement().price().price());
    }

    public RuleReference rule() {
        return trade.settlement().price().rule();
    }

    public String energy() {
        return small(trade.settlement().energy());
    }

    /** Energy of each sample, in percent of the most. */
    public List<Long> bars() {
        long[] energy = new long[MatchingPeriod.SAMPLES];
        for (Exchange each : trade.samples()) {
            energy[each.sample()] += each.energy().millijoules();
        }
        long most = IntStream.range(0, energy.length)
                .mapToLong(i -> energy[i])
                .max()
                .orElse(0);
        return IntStream.range(0, energy.length)
                .mapToObj(i -> most == 0 ? 0 : energy[i] * 100 / most)
                .toList();
    }

    public String samples() {
        return NumberFormats.plural(trade.samples().size(), "sample");
    }

    public String pence() {
        return NumberFormats.number(trade.settlement().amount().toPence(), 6);
    }

    public String accounts() {
        return trade.settlement().debit().account() + " \u2192 "
                + trade.settlement().credit().account();
    }

    public String block() {
        return NumberFormats.count(trade.block().height());
    }

    public String entry() {
        return NumberFormats.count(trade.entry() + 1L) + " of "
                + NumberFormats.count(trade.block().entries());
    }

    public String hash() {
        return trade.block().hash();
    }

    private static String small(Energy energy) {
        return NumberFormats.number(energy.toKilowattHours(), 6);
    }
}
