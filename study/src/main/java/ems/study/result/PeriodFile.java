package ems.study.result;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import ems.market.period.MatchExplanations;
import ems.market.record.MatchingResult;
import ems.market.record.PeriodRecord;
import ems.study.output.TableColumn;
import ems.study.output.TableColumn.Course;
import ems.study.output.TableColumn.Kind;
import ems.study.output.TableWriter;
import ems.study.output.TimeCell;

/**
 * The table {@code periods}: how each period was matched, and what greedy pairs lose. Of a run with a horizon price it has two columns more,
 * the price and what a stored kWh is worth by it.
 */
final class PeriodFile implements AutoCloseable {

    private static final List<TableColumn> PERIODS = List.of(
            TableColumn.of("period (UTC)", "period", Kind.TIME, Course.STEADY),
            TableColumn.words("algorithm", "algorithm"),
            energy("forecast energy (kWh)", "forecast_energy_mj"),
            energy("forecast energy greedy (kWh)", "forecast_energy_greedy_mj"),
            energy("bound (kWh)", "bound_mj"),
            TableColumn.of("best pairs known", "best_pairs_known", Kind.FLAG, Course.REPEATING),
            energy("regret (kWh)", "regret_mj"),
            energy("regret of greedy (kWh)", "regret_of_greedy_mj"),
            TableColumn.of("money lost by greedy (p)", "money_lost_by_greedy_micropence", Kind.MONEY, Course.REPEATING)
                    .maybeEmpty());

    private static final List<TableColumn> WITH_HORIZON = Stream.concat(
                    PERIODS.stream(),
                    Stream.of(
                            TableColumn.of(
                                            "horizon price (per mille)",
                                            "horizon_price_per_mille",
                                            Kind.COUNT,
                                            Course.STEADY)
                                    .maybeEmpty(),
                            TableColumn.of(
                                            "a stored kWh is worth (p/kWh)",
                                            "value_of_stored_micropence_per_kwh",
                                            Kind.PRICE,
                                            Course.STEADY)
                                    .maybeEmpty()))
            .toList();

    private final boolean hasHorizon;
    private final TableWriter periods;

    /** @param hasHorizon whether the run has a horizon price */
    PeriodFile(Path folder, TableFormat format, boolean hasHorizon) {
        this.hasHorizon = hasHorizon;
        periods = format.open(folder, "periods", hasHorizon ? WITH_HORIZON : PERIODS);
    }

    private static TableColumn energy(String heading, String name) {
        return TableColumn.of(heading, name, Kind.ENERGY, Course.REPEATING);
    }

    void add(PeriodRecord record) {
        record.first(MatchingResult.class).ifPresent(result -> add(record, result));
    }

    private void add(PeriodRecord record, MatchingResult result) {
        add(TimeCell.of(record.key().period().start()), result);
        if (hasHorizon) {
            record.horizonPrice().ifPresentOrElse(price -> periods.count(price.perMille()), periods::none);
            MatchExplanations.valueOfStored(record).ifPresentOrElse(periods::price, periods::none);
        }
        periods.end();
    }

    private void add(TimeCell period, MatchingResult result) {
        periods.time(period)
                .name(result.algorithm())
                .energy(result.forecastEnergy())
                .energy(result.greedyEnergy())
                .energy(result.most())
                .flag(result.isOptimumKnown())
                .energy(result.regret())
                .energy(result.regretOfGreedy());
        result.greedyLoss().ifPresentOrElse(periods::money, periods::none);
    }

    /** All periods are there. */
    void finish() {
        periods.finish();
    }

    @Override
    public void close() {
        periods.close();
    }
}
