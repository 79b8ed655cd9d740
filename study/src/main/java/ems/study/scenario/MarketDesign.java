package ems.study.scenario;

import java.util.ArrayList;
import java.util.List;

import ems.market.quantity.HorizonPricing;
import ems.market.record.DirectTrade;

/**
 * What a market does beyond the paper's rule. A study may run several side by side.
 *
 * @param horizon how periods get a price for what energy will be worth later
 * @param directTrade whether homes trade with homes, too
 */
public record MarketDesign(HorizonPricing horizon, DirectTrade directTrade) {

    /** No price, and homes trade with EVs only. */
    public static final MarketDesign PAPER = new MarketDesign(HorizonPricing.NONE, DirectTrade.NONE);

    private static final String PAPER_ID = "paper";

    /** For readers, like {@code horizon price 0.5, direct trade}. */
    public String words() {
        List<String> words = new ArrayList<>();
        if (!horizon.isNone()) {
            words.add("horizon price "
                    + horizon.constant()
                            .map(price -> price.toShare().stripTrailingZeros().toPlainString())
                            .orElse(horizon.word()));
        }
        if (tradesDirectly()) {
            words.add("direct trade");
        }
        return words.isEmpty() ? "the paper's rule" : String.join(", ", words);
    }

    /** In the names of folders and ledgers: at most eight characters, like {@code h500-d}, with the price per mille. */
    public String id() {
        List<String> parts = new ArrayList<>();
        if (!horizon.isNone()) {
            parts.add(horizon.constant().map(price -> "h" + price.perMille()).orElse(horizon.word()));
        }
        if (tradesDirectly()) {
            parts.add("d");
        }
        return parts.isEmpty() ? PAPER_ID : String.join("-", parts);
    }

    public boolean tradesDirectly() {
        return directTrade != DirectTrade.NONE;
    }

    /** How many things it does that the paper's rule does not. */
    public int additions() {
        return (horizon.isNone() ? 0 : 1) + (tradesDirectly() ? 1 : 0);
    }

    /** Behind a unit or name of energy by which pairs are chosen: under a price each kWh counts times the weight of its side. */
    public String asCounted() {
        return horizon.isNone() ? "" : " as counted";
    }
}
