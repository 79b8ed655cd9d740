package ems.study.result;

import java.nio.file.Path;
import java.util.List;

import ems.market.matching.MatchExplanation;
import ems.market.matching.Offer;
import ems.market.party.TradingPartners;
import ems.market.period.MatchExplanations;
import ems.market.record.PeriodRecord;
import ems.market.text.SpelledText;
import ems.study.output.TableColumn;
import ems.study.output.TableColumn.Course;
import ems.study.output.TableColumn.Kind;
import ems.study.output.TableWriter;
import ems.study.output.TimeCell;

/** The table {@code matches}: why each pair was made. */
public final class MatchFile implements AutoCloseable {

    private static final List<TableColumn> MATCHES = List.of(
            TableColumn.inTextOnly("matching id"),
            TableColumn.periodInParquetOnly(),
            TableColumn.words("prosumer", "prosumer"),
            TableColumn.of("EV", "ev", Kind.WORDS, Course.GROUPED),
            energy("forecast energy (kWh)", "forecast_energy_mj", Course.STEADY),
            energy("shadow price (kWh)", "shadow_price_mj", Course.REPEATING).maybeEmpty(),
            TableColumn.words("best other EV", "other_ev").maybeEmpty(),
            energy("its energy (kWh)", "other_energy_mj", Course.STEADY).maybeEmpty(),
            energy("its shadow price (kWh)", "other_shadow_price_mj", Course.REPEATING)
                    .maybeEmpty(),
            energy("margin (kWh)", "margin_mj", Course.REPEATING).maybeEmpty());

    private final TradingPartners partners;
    private final TableWriter matches;

    public MatchFile(Path folder, TableFormat format, TradingPartners partners) {
        this.partners = partners;
        matches = format.open(folder, "matches", MATCHES);
    }

    private static TableColumn energy(String heading, String name, Course course) {
        return TableColumn.of(heading, name, Kind.ENERGY, course);
    }

    public void add(PeriodRecord record) {
        var period = TimeCell.of(record.key().period().start());
        MatchExplanations.of(record, partners).forEach((match, why) -> add(match.spelled(), period, why));
    }

    private void add(SpelledText id, TimeCell period, MatchExplanation why) {
        var chosen = why.chosen();
        var lost = why.lost();
        matches.words(id).time(period).name(why.prosumer().spelled());
        add(chosen, why);
        if (lost.isPresent()) {
            add(lost.get(), why);
        } else {
            matches.none().none().none();
        }
        if (why.margin().isPresent()) {
            matches.signedEnergy(why.margin().getAsLong());
        } else {
            matches.none();
        }
        matches.end();
    }

    private void add(Offer offer, MatchExplanation why) {
        matches.name(offer.vehicle().spelled()).energy(offer.energy());
        if (why.priced()) {
            matches.energy(why.shadowPrice(offer));
        } else {
            matches.none();
        }
    }

    /** All matches are there. */
    public void finish() {
        matches.finish();
    }

    @Override
    public void close() {
        matches.close();
    }
}
