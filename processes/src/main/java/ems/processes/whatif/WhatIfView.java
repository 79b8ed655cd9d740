package ems.processes.whatif;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.market.record.BookedLine;
import ems.market.rule.PricedDirection;
import ems.study.whatif.ChangedTrade;
import ems.study.whatif.DayEffect;
import ems.study.whatif.DifferenceBar;
import ems.study.whatif.MemberEffect;
import ems.study.whatif.MinutesEffect;
import ems.study.whatif.RefusedPairs;
import ems.study.whatif.RowEffect;
import ems.study.whatif.TradesEffect;
import ems.study.whatif.WhatIfMode;
import ems.study.whatif.WhatIfResult;

/**
 * The result of a what-if, for the page. Money is in pence, exactly; energy in kWh.
 *
 * @param heading what was asked, and what the replay was checked by
 * @param hash names what the cells of the draft said
 * @param versions of the rules that were active
 * @param otherPricing whether the pricing rows of one of them say something else than the draft's
 * @param assumed what the result rests on, in sentences
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record WhatIfView(
        String mode,
        String grid,
        String from,
        String to,
        String name,
        String hash,
        String version,
        List<String> versions,
        boolean otherPricing,
        String heading,
        String checked,
        long periods,
        long abandoned,
        List<String> assumed,
        @Nullable RefusedView refused,
        @Nullable TradesView prices,
        @Nullable MinutesView minutes,
        @Nullable DayView day) {

    private static final String CHEAPER =
            "A car that pays less for energy also holds cheaper energy afterwards, and sells it cheaper: look at the"
                    + " batteries beside the money.";
    private static final int MOST_MEMBERS = 1_000;

    /** Pairs that would get no price. */
    record RefusedView(long pairs, String period, String rule, int row, String reason, String words) {
        static RefusedView of(RefusedPairs refused) {
            var first = refused.first();
            return new RefusedView(
                    refused.pairs(),
                    refused.period().toString(),
                    first.rule().rule(),
                    first.rule().row(),
                    first.reason(),
                    "This is no longer exact: the draft gives " + counted(refused.pairs(), "pair", "pairs")
                            + " no price, the first at " + SettledSpan.moment(refused.period()) + ", by the row '"
                            + first.rule().rule()
                            + "'. Without these trades the cars would hold other energy at another"
                            + " cost, and the trades after them would be others, too.");
        }
    }

    /** What a row did. */
    record SumsView(long hits, long cut, BigDecimal kwh, BigDecimal pence) {
        static SumsView of(RowEffect.Sums sums) {
            var energy = new Energy(Math.abs(sums.millijoules())).toKilowattHours();
            return new SumsView(
                    sums.hits(),
                    sums.cut(),
                    sums.millijoules() < 0 ? energy.negate() : energy,
                    new Money(sums.micropence()).toPence());
        }
    }

    /** A row before and after. */
    record RowView(String table, String rule, String direction, int rowNow, int rowThen, SumsView now, SumsView then) {
        static RowView of(RowEffect row) {
            return new RowView(
                    row.table(),
                    row.rule(),
                    row.direction().map(PricedDirection::word).orElse(""),
                    row.rowNow(),
                    row.rowThen(),
                    SumsView.of(row.now()),
                    SumsView.of(row.then()));
        }
    }

    /** A member before and after. */
    record MemberView(
            String party,
            BigDecimal nowPence,
            BigDecimal thenPence,
            BigDecimal differencePence,
            BigDecimal gridPence,
            @Nullable BigDecimal batteryPence,
            BigDecimal inAllPence) {
        static MemberView of(MemberEffect member) {
            return new MemberView(
                    member.party().account(),
                    member.now().toPence(),
                    member.then().toPence(),
                    member.difference().toPence(),
                    member.gridDifference().toPence(),
                    member.batteryNow().isPresent() ? member.batteryDifference().toPence() : null,
                    member.inAll().toPence());
        }
    }

    /** Members whose difference lies between two amounts. */
    record BarView(BigDecimal fromPence, BigDecimal belowPence, long members) {
        static BarView of(DifferenceBar bar) {
            return new BarView(bar.from().toPence(), bar.below().toPence(), bar.members());
        }
    }

    /** A line that would have been booked otherwise, from the home's side; null where there is no such trade. */
    record TradeView(
            String period,
            String match,
            String direction,
            String prosumer,
            String vehicle,
            @Nullable BigDecimal kwhNow,
            @Nullable BigDecimal kwhThen,
            @Nullable BigDecimal priceNow,
            @Nullable BigDecimal priceThen,
            @Nullable BigDecimal nowPence,
            @Nullable BigDecimal thenPence,
            boolean correction) {
        static TradeView of(ChangedTrade trade) {
            var either = trade.either();
            return new TradeView(
                    trade.period(),
                    either.match().text(),
                    trade.direction().word(),
                    trade.home().text(),
                    trade.other().text(),
                    trade.now().map(line -> energy(trade, line)).orElse(null),
                    trade.then().map(line -> energy(trade, line)).orElse(null),
                    trade.now().map(TradeView::price).orElse(null),
                    trade.then().map(TradeView::price).orElse(null),
                    trade.now().map(line -> pence(trade, line)).orElse(null),
                    trade.then().map(line -> pence(trade, line)).orElse(null),
                    trade.correction());
        }

        private static BigDecimal energy(ChangedTrade trade, BookedLine line) {
            var energy = line.energy().toKilowattHours();
            return trade.takenBack() ? energy.negate() : energy;
        }

        private static BigDecimal price(BookedLine line) {
            return line.price().price().toPencePerKilowattHour();
        }

        private static BigDecimal pence(ChangedTrade trade, BookedLine line) {
            return line.effectOn(trade.home()).toPence();
        }
    }

    /** What trades cost, now and then. */
    record TradesView(
            BigDecimal storedKwh,
            BigDecimal storedThenKwh,
            BigDecimal releasedKwh,
            BigDecimal releasedThenKwh,
            BigDecimal directKwh,
            BigDecimal directThenKwh,
            BigDecimal homesNowPence,
            BigDecimal homesThenPence,
            BigDecimal gridPence,
            BigDecimal batteriesNowPence,
            BigDecimal batteriesThenPence,
            boolean nobodyWorse,
            List<RowView> rows,
            long memberCount,
            List<MemberView> members,
            List<BarView> bars,
            long gaining,
            long losing,
            long changed,
            List<TradeView> trades,
            boolean csvCut) {
        static TradesView of(TradesEffect effect, boolean csvCut) {
            return new TradesView(
                    effect.storedNow().toKilowattHours(),
                    effect.storedThen().toKilowattHours(),
                    effect.releasedNow().toKilowattHours(),
                    effect.releasedThen().toKilowattHours(),
                    effect.directNow().toKilowattHours(),
                    effect.directThen().toKilowattHours(),
                    effect.homesNow().toPence(),
                    effect.homesThen().toPence(),
                    effect.gridDifference().toPence(),
                    effect.batteriesNow().toPence(),
                    effect.batteriesThen().toPence(),
                    effect.outsideGrid() == 0,
                    effect.rows().stream().map(RowView::of).toList(),
                    effect.members().size(),
                    effect.members().stream()
                            .limit(MOST_MEMBERS)
                            .map(MemberView::of)
                            .toList(),
                    effect.differences().stream().map(BarView::of).toList(),
                    effect.gaining(),
                    effect.losing(),
                    effect.changed(),
                    effect.firstChanged().stream().map(TradeView::of).toList(),
                    csvCut);
        }
    }

    /** Each minute for itself. */
    record MinutesView(
            long minutes,
            long changedMinutes,
            long bidsNow,
            long bidsThen,
            long newlyRefused,
            long newlyAdmitted,
            long pairsNow,
            long pairsThen,
            long otherPairs,
            BigDecimal kwhNow,
            BigDecimal kwhThen,
            List<RowView> rows,
            List<MinutesEffect.ChangedMember> vehicles) {
        static MinutesView of(MinutesEffect effect) {
            return new MinutesView(
                    effect.minutes(),
                    effect.changedMinutes(),
                    effect.bidsNow(),
                    effect.bidsThen(),
                    effect.newlyRefused(),
                    effect.newlyAdmitted(),
                    effect.pairsNow(),
                    effect.pairsThen(),
                    effect.otherPairs(),
                    effect.energyNow().toKilowattHours(),
                    effect.energyThen().toKilowattHours(),
                    effect.rows().stream().map(RowView::of).toList(),
                    effect.members().stream().limit(MOST_MEMBERS).toList());
        }
    }

    /** The range as it might have been. */
    record DayView(
            TradesView trades,
            long bidsNow,
            long bidsThen,
            long pairsNow,
            long pairsThen,
            long otherPairs,
            BigDecimal undrivenKwh) {
        static DayView of(DayEffect effect, boolean csvCut) {
            return new DayView(
                    TradesView.of(effect.trades(), csvCut),
                    effect.bidsNow(),
                    effect.bidsThen(),
                    effect.pairsNow(),
                    effect.pairsThen(),
                    effect.otherPairs(),
                    effect.undriven().toKilowattHours());
        }
    }

    static WhatIfView of(
            TriedRules.Tried tried,
            String version,
            boolean otherPricing,
            SettledSpan span,
            WhatIfMode mode,
            WhatIfResult result,
            boolean csvCut) {
        return new WhatIfView(
                mode.text(),
                tried.grid().setup().grid().text(),
                span.from().toString(),
                span.before().toString(),
                tried.name(),
                tried.hash(),
                version,
                List.copyOf(result.versions()),
                otherPricing,
                "If " + named(tried.name()) + " had been active " + span.words() + ": " + inWords(mode),
                checked(result),
                result.periods(),
                result.abandoned(),
                assumed(mode, result),
                result.refused().map(RefusedView::of).orElse(null),
                result.prices().map(effect -> TradesView.of(effect, csvCut)).orElse(null),
                result.minutes().map(MinutesView::of).orElse(null),
                result.day().map(effect -> DayView.of(effect, csvCut)).orElse(null));
    }

    private static String inWords(WhatIfMode mode) {
        return switch (mode) {
            case PRICES -> "same trades, other prices.";
            case LIMITS -> "each minute for itself.";
            case DAY -> "as it might have been, trades following from trades.";
        };
    }

    private static String named(String name) {
        return name.startsWith("draft") ? "this draft" : name.startsWith("tables") ? "these tables" : name;
    }

    private static String checked(WhatIfResult result) {
        var tables = result.versions().size() == 1 ? "the active tables" : "the tables that were active";
        return "Checked: under " + tables + " this replay gives the "
                + counted(result.lines(), "booked line", "booked lines") + ", the "
                + counted(result.bids(), "bid of a car", "bids of cars") + " and the "
                + counted(result.pairs(), "pair", "pairs") + " exactly.";
    }

    private static List<String> assumed(WhatIfMode mode, WhatIfResult result) {
        List<String> assumed = new ArrayList<>();
        assumed.add("Nobody behaves otherwise: homes and cars use, drive and charge as they did.");
        assumed.addAll(
                switch (mode) {
                    case PRICES ->
                        List.of(
                                "The trades are those that were made: nobody is paired by price, so other prices pair nobody"
                                        + " otherwise. Limits and participation of the draft are left aside.",
                                CHEAPER,
                                "Corrections of periods before the range keep the prices of those periods.");
                    case LIMITS ->
                        List.of(
                                "Each minute starts from what was recorded of it. Minutes do not add up to a day: a car that did"
                                        + " not trade in one would have stood otherwise in the next.",
                                "Energy is what the pairs would move if the forecasts came true. Prices of the draft are left"
                                        + " aside.");
                    case DAY ->
                        List.of(
                                "Forecasts, signed bids, the order of arrival, the grid's prices and the matcher are those that"
                                        + " were recorded. A forecast does not follow from trades; a limit that somebody signed"
                                        + " might have been another.",
                                "A battery's own measurement shifts by what the car would have traded more or less until then.",
                                "What a home does not trade with a car, it trades with the grid at the grid's price of that"
                                        + " period.",
                                CHEAPER);
                });
        if (result.abandoned() > 0) {
            assumed.add(counted(result.abandoned(), "period was", "periods were")
                    + " abandoned and booked no trade, then and here"
                    + (mode == WhatIfMode.LIMITS ? ": no figure counts them." : "."));
        }
        return assumed;
    }

    private static String counted(long number, String one, String many) {
        return grouped(number) + ' ' + (number == 1 ? one : many);
    }

    private static String grouped(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }
}
