package ems.study.result;

import java.nio.file.Path;
import java.util.List;

import ems.market.record.MatchingResult;
import ems.market.record.PeriodRecord;
import ems.study.output.TableColumn;
import ems.study.output.TableColumn.Course;
import ems.study.output.TableColumn.Kind;
import ems.study.output.TableWriter;
import ems.study.output.TimeCell;

/** The table {@code periods}: how each period was matched, and what greedy pairs lose. */
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

    private final TableWriter periods;

    PeriodFile(Path folder, TableFormat format) {
        periods = format.open(folder, "periods", PERIODS);
    }

    private static TableColumn energy(String heading, String name) {
        return TableColumn.of(heading, name, Kind.ENERGY, Course.REPEATING);
    }

    void add(PeriodRecord record) {
        record.first(MatchingResult.class)
                .ifPresent(result -> add(TimeCell.of(record.key().period().start()), result));
    }

    private void add(TimeCell period, MatchingResult result) {
        periods.time(period)
                .name(result.algorithm())
                .energy(result.forecastEnergy())
                .energy(result.greedyEnergy())
                .energy(result.bound())
                .flag(result.isOptimumKnown())
                .energy(result.regret())
                .energy(result.regretOfGreedy());
        result.greedyLoss().ifPresentOrElse(periods::money, periods::none);
        periods.end();
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
