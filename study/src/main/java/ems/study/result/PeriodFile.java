package ems.study.result;

import java.nio.file.Path;
import java.util.List;

import ems.market.record.MatchingResult;
import ems.market.record.PeriodRecord;
import ems.study.output.Cells;
import ems.study.output.CsvFile;

/** {@code periods.csv}: how each period was matched, and what greedy pairs lose. */
final class PeriodFile implements AutoCloseable {

    private static final List<String> PERIODS = List.of(
            "period (UTC)",
            "algorithm",
            "forecast energy (kWh)",
            "forecast energy greedy (kWh)",
            "bound (kWh)",
            "best pairs known",
            "regret (kWh)",
            "regret of greedy (kWh)",
            "money lost by greedy (p)");
    private final CsvFile periods;

    PeriodFile(Path folder) {
        periods = new CsvFile(folder.resolve("periods.csv"), PERIODS);
    }

    void add(PeriodRecord record) {
        record.first(MatchingResult.class)
                .ifPresent(result -> add(record.key().period().toString(), result));
    }

    private void add(String period, MatchingResult result) {
        periods.row(
                period,
                Cells.text(result.algorithm()),
                Cells.kilowattHours(result.forecastEnergy()),
                Cells.kilowattHours(result.greedyEnergy()),
                Cells.kilowattHours(result.bound()),
                result.isOptimumKnown() ? "yes" : "no",
                Cells.kilowattHours(result.regret()),
                Cells.kilowattHours(result.regretOfGreedy()),
                result.greedyLoss().map(Cells::pence).orElse(""));
    }

    @Override
    public void close() {
        periods.close();
    }
}
