package ems.study.report;

import java.math.BigDecimal;

import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.AgreedPrice;
import ems.market.record.Exchange;
import ems.market.record.Flow;
import ems.study.result.FollowedTrade;

/** "Follow one kilowatt-hour": one trade as a chain of seven links, from the meter to the ledger. */
final class TradeWalk {

    private final FollowedTrade trade;
    private final boolean stored;
    private final String prosumer;
    private final String vehicle;
    private final MatchingPeriod period;

    TradeWalk(FollowedTrade trade) {
        this.trade = trade;
        stored = trade.flow() == Flow.STORED;
        prosumer = trade.match().prosumer().text();
        vehicle = trade.match().vehicle().text();
        period = trade.block().key().period();
    }

    Element lead() {
        Energy energy = trade.settlement().energy();
        String text = "One trade of one minute, in the run " + trade.run() + ": "
                + (stored ? prosumer + "\u2019s surplus goes into " + vehicle : vehicle + " serves " + prosumer)
                + ".";
        if (!energy.isZero()) {
            long minutes = Energy.MILLIJOULES_PER_KILOWATT_HOUR / energy.millijoules();
            text += minutes > 1 ? " About " + Shown.count(minutes) + " such minutes make one kilowatt-hour." : "";
        }
        return Element.of("p").text(text);
    }

    Element chain() {
        return Element.of("ol", stored ? "chain stored" : "chain released")
                .add(reading(), bids(), match(), price(), samples(), settlement(), block());
    }

    private Element reading() {
        return link(
                "Meter reading",
                kilowatts(Math.abs(trade.netMilliwatts())) + " kW",
                prosumer + " has a " + (trade.netMilliwatts() < 0 ? "demand" : "surplus") + " at "
                        + Shown.clockWithSeconds(trade.readAt()) + " UTC on " + Shown.day(trade.readAt()) + ".");
    }

    private Element bids() {
        return link(
                "Bids",
                small(trade.forecast()) + " kWh",
                prosumer + " is forecast to " + (stored ? "offer" : "need") + " this in the minute from "
                        + Shown.clock(period.start()) + "; " + vehicle + " has "
                        + Shown.kilowattHours(trade.vehicleBid())
                        + " kWh " + (stored ? "of room." : "available."));
    }

    private Element match() {
        String why = trade.why().map(reason -> reason + ". ").orElse("");
        return link("Match", prosumer + " \u2194 " + vehicle, why + "Its id: ")
                .add(code(trade.match().id().text()));
    }

    private Element price() {
        AgreedPrice price = trade.settlement().price();
        var rule = price.rule();
        return link(
                "Price",
                Shown.price(price.price()),
                "Fixed before energy flows, by the rule \u201c" + rule.rule() + "\u201d: table " + rule.table()
                        + (rule.row() > 0 ? ", row " + rule.row() : "") + ", version " + rule.version() + ".");
    }

    private Element samples() {
        Element bars = Element.of("div", "samples").with("aria-hidden", "true");
        long most = trade.samples().stream()
                .mapToLong(sample -> sample.energy().millijoules())
                .max()
                .orElse(1);
        for (int sample = 0; sample < MatchingPeriod.SAMPLES; sample++) {
            long energy = energy(sample, trade.flow()) + energy(sample, other());
            bars.add(Element.of("span", energy(sample, trade.flow()) > 0 ? "moved" : "counter")
                    .with("style", "height:" + (most == 0 ? 0 : energy * 100 / most) + "%"));
        }
        long count = trade.samples().stream()
                .filter(each -> each.flow() == trade.flow())
                .count();
        return link(
                        "Exchange",
                        small(trade.settlement().energy()) + " kWh",
                        (stored ? "Stored" : "Released") + " in " + Shown.plural(count, "sample")
                                + " of ten seconds, as the meter really ran.")
                .add(bars);
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

    private Element settlement() {
        BigDecimal pence = trade.settlement().amount().toPence();
        return link(
                        "Settlement",
                        Shown.number(pence, 6) + " p",
                        "The same number leaves one account and enters the other: ")
                .add(code(trade.settlement().debit().account() + " \u2192 "
                        + trade.settlement().credit().account()));
    }

    private Element block() {
        return link(
                        "Ledger",
                        "Block " + Shown.count(trade.block().height()),
                        "Entry " + Shown.count(trade.entry() + 1L) + " of "
                                + Shown.count(trade.block().entries())
                                + " under the root of this block. Its header\u2019s hash: ")
                .add(code(trade.block().hash()));
    }

    private static Element link(String name, String value, String text) {
        return Element.of("li")
                .add(Element.of("h3").text(name), Element.of("p", "value").text(value))
                .add(Element.of("span").text(text));
    }

    private static Element code(String text) {
        return Element.of("code").text(text);
    }

    private static String small(Energy energy) {
        return Shown.number(energy.toKilowattHours(), 6);
    }

    private static String kilowatts(long milliwatts) {
        return Shown.number(BigDecimal.valueOf(milliwatts, 6), 3);
    }
}
