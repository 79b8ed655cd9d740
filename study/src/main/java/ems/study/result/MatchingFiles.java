package ems.study.result;

import java.nio.file.Path;
import java.util.List;

import ems.market.matching.MatchExplanation;
import ems.market.matching.Offer;
import ems.market.party.TradingPartners;
import ems.market.period.MatchExplanations;
import ems.market.quantity.Energy;
import ems.market.record.MatchingResult;
import ems.market.record.PeriodRecord;
import ems.study.output.Cells;
import ems.study.output.CsvFile;

/** {@code periods.csv}, how each period was matched and what greedy pairs lose, and {@code matches.csv}, why each pair was made. */
public final class MatchingFiles implements AutoCloseable {

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
    private static final List<String> MATCHES = List.of(
            "matching id",
            "prosumer",
            "EV",
            "forecast energy (kWh)",
            "shadow price (kWh)",
            "best other EV",
            "its energy (kWh)",
            "its shadow price (kWh)",
            "margin (kWh)");

    private final TradingPartners partners;
    private final CsvFile periods;
    private final CsvFile matches;

    public MatchingFiles(Path folder, TradingPartners partners) {
        this.partners = partners;
        periods = new CsvFile(folder.resolve("periods.csv"), PERIODS);
        matches = new CsvFile(folder.resolve("matches.csv"), MATCHES);
    }

    public void add(PeriodRecord record) {
        record.first(MatchingResult.class)
                .ifPresent(result -> add(record.key().period().toString(), result));
        MatchExplanations.of(record, partners)
                .forEach((match, why) -> add(match.id().text(), why));
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

    private void add(String id, MatchExplanation why) {
        var chosen = why.chosen();
        var lost = why.lost();
        matches.row(
                id,
                Cells.text(why.prosumer().text()),
                Cells.text(chosen.vehicle().text()),
                Cells.kilowattHours(chosen.energy()),
                price(chosen, why),
                lost.map(other -> Cells.text(other.vehicle().text())).orElse(""),
                lost.map(Offer::energy).map(Cells::kilowattHours).orElse(""),
                lost.map(other -> price(other, why)).orElse(""),
                why.margin().isPresent() ? signed(why.margin().getAsLong()) : "");
    }

    private static String price(Offer offer, MatchExplanation why) {
        return why.priced() ? Cells.kilowattHours(offer.shadowPrice()) : "";
    }

    private static String signed(long millijoules) {
        return (millijoules < 0 ? "-" : "") + Cells.kilowattHours(new Energy(Math.abs(millijoules)));
    }

    @Override
    public void close() {
        try (periods) {
            matches.close();
        }
    }
}
