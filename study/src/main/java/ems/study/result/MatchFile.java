package ems.study.result;

import java.nio.file.Path;
import java.util.List;

import ems.market.matching.MatchExplanation;
import ems.market.matching.Offer;
import ems.market.party.TradingPartners;
import ems.market.period.MatchExplanations;
import ems.market.quantity.Energy;
import ems.market.record.PeriodRecord;
import ems.study.output.Cells;
import ems.study.output.CsvFile;

/** {@code matches.csv}: why each pair was made. */
public final class MatchFile implements AutoCloseable {

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
    private final CsvFile matches;

    public MatchFile(Path folder, TradingPartners partners) {
        this.partners = partners;
        matches = new CsvFile(folder.resolve("matches.csv"), MATCHES);
    }

    public void add(PeriodRecord record) {
        MatchExplanations.of(record, partners)
                .forEach((match, why) -> add(match.id().text(), why));
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
        matches.close();
    }
}
