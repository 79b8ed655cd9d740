package ems.study.result;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import ems.market.matching.MatchExplanation;
import ems.market.matching.Offer;
import ems.market.party.TradingPartners;
import ems.market.period.MatchExplanations;
import ems.market.record.AgreedPrice;
import ems.market.record.DirectMatch;
import ems.market.record.Flow;
import ems.market.record.PeriodRecord;
import ems.market.text.SpelledText;
import ems.study.output.TableColumn;
import ems.study.output.TableColumn.Course;
import ems.study.output.TableColumn.Kind;
import ems.study.output.TableWriter;
import ems.study.output.TimeCell;

/**
 * The table {@code matches}: why each pair was made. Where homes trade with homes it has their pairs, too, with the buyer where otherwise the
 * EV stands, and says of each pair in which direction energy is expected, and at what price.
 */
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

    private static final List<TableColumn> WITH_DIRECTION = Stream.concat(
                    MATCHES.stream(),
                    Stream.of(
                            TableColumn.words("direction", "direction"),
                            TableColumn.of("price (p/kWh)", "price_micropence_per_kwh", Kind.PRICE, Course.REPEATING)))
            .toList();

    /** Columns about shadow prices and other EVs, which a pair of homes has none of. */
    private static final int UNEXPLAINED = 5;

    private final TradingPartners partners;
    private final boolean withDirection;
    private final TableWriter matches;

    /** @param withDirection whether homes trade with homes, too */
    public MatchFile(Path folder, TableFormat format, TradingPartners partners, boolean withDirection) {
        this.partners = partners;
        this.withDirection = withDirection;
        matches = format.open(folder, "matches", withDirection ? WITH_DIRECTION : MATCHES);
    }

    private static TableColumn energy(String heading, String name, Course course) {
        return TableColumn.of(heading, name, Kind.ENERGY, course);
    }

    public void add(PeriodRecord record) {
        var period = TimeCell.of(record.key().period().start());
        MatchExplanations.of(record, partners).forEach((match, why) -> {
            add(match.spelled(), period, why);
            if (withDirection) {
                var made = record.match(match).orElseThrow();
                var flow = Flow.of(record.bid(made.prosumer()).orElseThrow().forecast());
                direction(TradeWords.of(flow), made.price(flow));
            }
            matches.end();
        });
        if (withDirection) {
            record.all(DirectMatch.class).forEach(match -> add(match, period));
        }
    }

    private void add(DirectMatch match, TimeCell period) {
        matches.words(match.id().spelled())
                .time(period)
                .name(match.seller().spelled())
                .name(match.buyer().spelled())
                .energy(match.forecastEnergy());
        for (int unexplained = 0; unexplained < UNEXPLAINED; unexplained++) {
            matches.none();
        }
        direction(TradeWords.DIRECT, match.price());
        matches.end();
    }

    private void direction(SpelledText word, AgreedPrice price) {
        matches.words(word).price(price.price());
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
