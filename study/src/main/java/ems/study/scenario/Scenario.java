package ems.study.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import ems.market.party.GridPrices;
import ems.market.quantity.HorizonPricing;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.DirectTrade;

/**
 * One study, as its file describes it.
 *
 * @param name of letters, digits, {@code . _ -}: it begins the names of the study's grids
 * @param description a sentence or two for readers, may be empty
 * @param seed of generated data and of the order in which requests arrive
 * @param start first matching period, UTC
 * @param days in [1, 366]
 * @param horizons how periods get a price for what energy will be worth later: what is run side by side
 * @param forecasts strategies to be run with optimal matching; greedy matching looks at none and runs once
 * @param directTrades whether homes trade with homes, too: what is run side by side
 */
public record Scenario(
        String name,
        String title,
        String description,
        long seed,
        Instant start,
        int days,
        EnergyScale scale,
        StudyData data,
        GridPrices prices,
        VehicleModel vehicle,
        List<HorizonPricing> horizons,
        List<TradingScenario> trading,
        List<Algorithm> algorithms,
        List<String> forecasts,
        List<DirectTrade> directTrades) {

    public static final int LONGEST_DAYS = 366;
    private static final int PERIODS_A_DAY = 1_440;

    public Scenario {
        if (days < 1 || days > LONGEST_DAYS) {
            throw new IllegalArgumentException("days: " + days + " is outside [1, " + LONGEST_DAYS + "]");
        }
        if (trading.isEmpty() || algorithms.isEmpty() || forecasts.isEmpty()) {
            throw new IllegalArgumentException("runs: a study needs a trading scenario, an algorithm and a forecast");
        }
        int cars = data.vehicles().size();
        for (TradingScenario each : trading) {
            int needed = each.vehicles(data.prosumers().size());
            if (needed > cars) {
                throw new IllegalArgumentException(
                        "runs: '" + each.title() + "' needs " + needed + " vehicles, the data has " + cars);
            }
        }
        if (horizons.isEmpty() || directTrades.isEmpty()) {
            throw new IllegalArgumentException("runs: a study needs a horizon price or none, and direct trade or none");
        }
        horizons = List.copyOf(horizons);
        directTrades = List.copyOf(directTrades);
        trading = List.copyOf(trading);
        algorithms = List.copyOf(algorithms);
        forecasts = List.copyOf(forecasts);
    }

    /** Each horizon price with each direct trade, the first of both first. Other designs are compared with that one. */
    public List<MarketDesign> designs() {
        return directTrades.stream()
                .flatMap(direct -> horizons.stream().map(horizon -> new MarketDesign(horizon, direct)))
                .toList();
    }

    /** Whether several designs are run side by side. */
    public boolean comparesDesigns() {
        return designs().size() > 1;
    }

    /** Whether homes trade with homes in any run. */
    public boolean tradesDirectly() {
        return designs().stream().anyMatch(MarketDesign::tradesDirectly);
    }

    /** Whether anything is run that the paper does not have. */
    public boolean goesBeyondThePaper() {
        return designs().stream().anyMatch(design -> !design.equals(MarketDesign.PAPER));
    }

    public Instant end() {
        return start.plus(Duration.ofDays(days));
    }

    public MatchingPeriod firstPeriod() {
        return new MatchingPeriod(start);
    }

    public int periods() {
        return days * PERIODS_A_DAY;
    }

    public Scenario withSeed(long other) {
        return with(other, start, days, forecasts);
    }

    public Scenario withForecasts(List<String> others) {
        return with(seed, start, days, others);
    }

    /** The same over other days. */
    public Scenario lasting(Instant otherStart, int otherDays) {
        return with(seed, otherStart, otherDays, forecasts);
    }

    private Scenario with(long itsSeed, Instant itsStart, int itsDays, List<String> itsForecasts) {
        return new Scenario(
                name,
                title,
                description,
                itsSeed,
                itsStart,
                itsDays,
                scale,
                data,
                prices,
                vehicle,
                horizons,
                trading,
                algorithms,
                itsForecasts,
                directTrades);
    }
}
