package ems.study.report;

import java.time.Instant;
import java.util.List;

import ems.market.party.GridPrices;

/**
 * What was studied, and with which versions of everything.
 *
 * @param title heading of the page
 * @param description the scenario file's own sentence or two, or empty
 * @param scenario name of the scenario
 * @param start start of the first matching period
 * @param end end of the last
 * @param grid prices of the main grid, the yardstick of every benefit
 * @param prices all prices and tariffs in words, as "Prosumer sells to EV", "17.945 p/kWh"
 * @param versions of rules, data (with hashes) and the product, as "rules pricing", "3 (sha256 9f2c...)"
 */
public record Setting(
        String title,
        String description,
        String scenario,
        long seed,
        Instant start,
        Instant end,
        Scale scale,
        GridPrices grid,
        List<Fact> prices,
        List<Fact> versions) {

    /** What a kilowatt sample counts as. */
    public enum Scale {
        /** A kilowatt over ten seconds is 1/360 kWh. */
        RIGHT,
        /** A kilowatt sample is taken as one kWh, as the paper's tables very likely do. */
        PAPER
    }

    /** A name and a value with its unit, both as shown. */
    public record Fact(String name, String value) {}

    public Setting {
        prices = List.copyOf(prices);
        versions = List.copyOf(versions);
    }
}
