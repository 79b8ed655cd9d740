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
        matches.text(id).text(Cells.text(why.prosumer().text()));
        add(chosen, why);
        if (lost.isPresent()) {
            add(lost.get(), why);
        } else {
            matches.text("").text("").text("");
        }
        matches.text(why.margin().isPresent() ? signed(why.margin().getAsLong()) : "")
                .end();
    }

    private void add(Offer offer, MatchExplanation why) {
        matches.text(Cells.text(offer.vehicle().text())).kilowattHours(offer.energy());
        if (why.priced()) {
            matches.kilowattHours(offer.shadowPrice());
        } else {
            matches.text("");
        }
    }

    private static String signed(long millijoules) {
        return (millijoules < 0 ? "-" : "") + Cells.kilowattHours(new Energy(Math.abs(millijoules)));
    }

    @Override
    public void close() {
        matches.close();
    }
}
