package ems.study.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.AgreedPrice;
import ems.market.record.Exchange;
import ems.market.record.Flow;
import ems.study.output.NumberFormats;
import ems.study.result.FollowedTrade;

/** "Follow one kilowatt-hour": one trade as a chain of seven links, from the meter to the ledger. */
final class TradeWalk {

    private final String run;
    private final FollowedTrade trade;
    private final boolean stored;
    private final String prosumer;
    private final String vehicle;
    private final MatchingPeriod period;

    TradeWalk(String run, FollowedTrade trade) {
        this.run = run;
        this.trade = trade;
        stored = trade.flow() == Flow.STORED;
        prosumer = trade.match().prosumer().text();
        vehicle = trade.match().vehicle().text();
        period = trade.block().key().period();
    }

    /**
     * One link.
     *
     * @param code an id or hash under the text, or empty
     * @param bars of the samples, or none
     */
    public record Link(String name, String value, String text, String code, List<Bar> bars) {}

    /** @param height percent of the highest */
    public record Bar(String style, long height) {}

    /** {@code stored} or {@code released}. */
    public String way() {
        return stored ? "stored" : "released";
    }

    public String lead() {
        Energy energy = trade.settlement().energy();
        String text = "One trade of one minute, in the run " + run + ": "
                + (stored ? prosumer + "\u2019s surplus goes into " + vehicle : vehicle + " serves " + prosumer)
                + ".";
        if (!energy.isZero()) {
            long minutes = Energy.MILLIJOULES_PER_KILOWATT_HOUR / energy.millijoules();
            text += minutes > 1
                    ? " About " + NumberFormats.count(minutes) + " such minutes make one kilowatt-hour."
                    : "";
        }
        return text;
    }

    public List<Link> links() {
        return List.of(reading(), bids(), match(), price(), samples(), settlement(), block());
    }

    private Link reading() {
        return link(
                "Meter reading",
                kilowatts(Math.abs(trade.netMilliwatts())) + " kW",
                prosumer + " has a " + (trade.netMilliwatts() < 0 ? "demand" : "surplus") + " at "
                        + NumberFormats.clockWithSeconds(trade.readAt()) + " UTC on "
                        + NumberFormats.day(trade.readAt()) + ".");
    }

    private Link bids() {
        return link(
                "Bids",
                small(trade.forecast()) + " kWh",
                prosumer + " is forecast to " + (stored ? "offer" : "need") + " this in the minute from "
                        + NumberFormats.clock(period.start()) + "; " + vehicle + " has "
                        + NumberFormats.kilowattHours(trade.vehicleBid())
                        + " kWh " + (stored ? "of room." : "available."));
    }

    private Link match() {
        String why = trade.why().map(reason -> reason + ". ").orElse("");
        return link(
                "Match",
                prosumer + " \u2194 " + vehicle,
                why + "Its id: ",
                trade.match().id().text());
    }

    private Link price() {
        AgreedPrice price = trade.settlement().price();
        var rule = price.rule();
        return link(
                "Price",
                NumberFormats.price(price.price()),
                "Fixed before energy flows, by the rule \u201c" + rule.rule() + "\u201d: table " + rule.table()
                        + (rule.row() > 0 ? ", row " + rule.row() : "") + ", version " + rule.version() + ".");
    }

    private Link samples() {
        List<Bar> bars = new ArrayList<>();
        long most = trade.samples().stream()
                .mapToLong(sample -> sample.energy().millijoules())
                .max()
                .orElse(1);
        for (int sample = 0; sample < MatchingPeriod.SAMPLES; sample++) {
            long energy = energy(sample, trade.flow()) + energy(sample, other());
            bars.add(new Bar(
                    energy(sample, trade.flow()) > 0 ? "moved" : "counter", most == 0 ? 0 : energy * 100 / most));
        }
        long count = trade.samples().stream()
                .filter(each -> each.flow() == trade.flow())
                .count();
        return new Link(
                "Exchange",
                small(trade.settlement().energy()) + " kWh",
                (stored ? "Stored" : "Released") + " in " + NumberFormats.plural(count, "sample")
                        + " of ten seconds, as the meter really ran.",
                "",
                bars);
    }

    private Flow other() {
        return stored ? Flow.RELEASED : Flow.STORED;
    }

    private long energy(int sample, Flow flow) {
        return trade.samples().stream()
                .filter(exchange -> exchange.sample() == sample && exchange.flow() == flow)
                .map(Exchange::energy)
                .mapToLong(Energy::millijoules)
                .sum();
    }

    private Link settlement() {
        BigDecimal pence = trade.settlement().amount().toPence();
        return link(
                "Settlement",
                NumberFormats.number(pence, 6) + " p",
                "The same number leaves one account and enters the other: ",
                trade.settlement().debit().account() + " \u2192 "
                        + trade.settlement().credit().account());
    }

    private Link block() {
        return link(
                "Ledger",
                "Block " + NumberFormats.count(trade.block().height()),
                "Entry " + NumberFormats.count(trade.entry() + 1L) + " of "
                        + NumberFormats.count(trade.block().entries())
                        + " under the root of this block. Its header\u2019s hash: ",
                trade.block().hash());
    }

    private static Link link(String name, String value, String text) {
        return link(name, value, text, "");
    }

    private static Link link(String name, String value, String text, String code) {
        return new Link(name, value, text, code, List.of());
    }

    private static String small(Energy energy) {
        return NumberFormats.number(energy.toKilowattHours(), 6);
    }

    private static String kilowatts(long milliwatts) {
        return NumberFormats.number(BigDecimal.valueOf(milliwatts, 6), 3);
    }
}
