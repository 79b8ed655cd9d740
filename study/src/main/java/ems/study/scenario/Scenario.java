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
 * @param horizon how periods get a price for what energy will be worth later
 * @param forecasts strategies to be run with optimal matching; greedy matching looks at none and runs once
 * @param directTrade whether homes trade with homes, too
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
        HorizonPricing horizon,
        List<TradingScenario> trading,
        List<Algorithm> algorithms,
        List<String> forecasts,
        DirectTrade directTrade) {

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
        trading = List.copyOf(trading);
        algorithms = List.copyOf(algorithms);
        forecasts = List.copyOf(forecasts);
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
                horizon,
                trading,
                algorithms,
                itsForecasts,
                directTrade);
    }
}
