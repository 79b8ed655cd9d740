package ems.processes.bill;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import jakarta.inject.Singleton;

import ems.console.decision.Rounded;
import ems.ledger.bill.BilledDay;
import ems.ledger.bill.MemberBooks;
import ems.market.bill.BillSum;
import ems.market.bill.Booking;
import ems.market.ledger.BlockHeader;
import ems.market.party.EnergyInventory;
import ems.market.party.GridId;
import ems.market.party.VehicleId;
import ems.market.period.MatchExplanations;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Price;
import ems.market.record.AgreedPrice;
import ems.market.record.Correction;
import ems.market.record.DirectMatch;
import ems.market.record.Match;
import ems.market.record.MatchId;
import ems.market.record.PeriodOpened;
import ems.market.record.PeriodRecord;
import ems.processes.bill.BillView.CarView;
import ems.processes.bill.BillView.DayLine;
import ems.processes.bill.TradeDetail.PriceView;
import ems.processes.bill.TradeDetail.SampleView;
import ems.processes.bill.TradeView.RuleView;
import ems.processes.operations.OrderRefused;

/** Puts together what a bill shows. Looking counts the newest blocks, and changes nothing else. */
@Singleton
class BillSource {

    /** So many blocks are counted while somebody waits; the rest by the housekeeping. */
    private static final int COUNTED_AT_ONCE = 120;

    private static final String DIRECT =
            "No EV was left for either. Homes that are left are paired by size: the largest surplus with the largest demand, the next with the next.";

    private final MemberBooks books;

    BillSource(MemberBooks books) {
        this.books = books;
    }

    BillView bill(AskedParty asked, YearMonth month) {
        books.follow(asked.id(), COUNTED_AT_ONCE);
        List<BilledDay> days = books.month(asked.id(), asked.party(), month);
        var total = days.stream().map(BilledDay::sum).reduce(BillSum.NOTHING, BillSum::plus);
        var ledger = asked.grid().ledger();
        long counted = books.countedUpTo(asked.id()).orElse(-1) + 1;
        long sealed = ledger.head(asked.id()).map(BlockHeader::height).orElse(-1L) + 1;
        return new BillView(
                asked.id().text(),
                asked.party().account(),
                month.toString(),
                asked.grid().clock().instant(),
                asked.seesMoney(),
                books.firstDay(asked.id(), asked.party()),
                counted,
                Math.max(0, sealed - counted),
                ledger.anchoredHeight(asked.id()).orElse(-1L) + 1,
                days.stream()
                        .map(day -> new DayLine(day.day(), SumView.of(day.sum(), asked.seesMoney())))
                        .toList(),
                SumView.of(total, asked.seesMoney()),
                asked.party() instanceof VehicleId vehicle ? car(asked, vehicle) : Optional.empty());
    }

    private static Optional<CarView> car(AskedParty asked, VehicleId vehicle) {
        var journal = asked.grid().journal();
        var bidIn = journal.lastStanding(asked.id(), vehicle);
        var window = bidIn.flatMap(
                        period -> journal.read(asked.grid().key(period)).bid(vehicle))
                .map(bid -> bid.window());
        return journal.inventory(asked.id(), vehicle)
                .map(held -> new CarView(
                        held.energy().millijoules(),
                        SumView.micropence(held.value(), asked.seesMoney()),
                        averageCost(held, asked.seesMoney()),
                        window.map(each -> OptionalLong.of(each.floor().millijoules()))
                                .orElse(OptionalLong.empty()),
                        window.map(each -> OptionalLong.of(each.ceiling().millijoules()))
                                .orElse(OptionalLong.empty()),
                        window.flatMap(each -> bidIn.map(MatchingPeriod::start))));
    }

    private static Optional<Long> averageCost(EnergyInventory held, boolean shown) {
        return held.energy().isZero() || !shown
                ? Optional.empty()
                : Optional.of(held.averageCost(new Price(0)).tenThousandthsOfPencePerKilowattHour());
    }

    /** @param before only what periods before this instant booked */
    TradesView trades(AskedParty asked, LocalDate day, Optional<Instant> before, int limit) {
        books.follow(asked.id(), COUNTED_AT_ONCE);
        var booked = books.day(asked.id(), asked.party(), day);
        var notKept = books.firstKept(asked.id())
                .filter(kept -> booked.stream()
                        .flatMap(each -> each.periods().stream())
                        .anyMatch(period -> period.isBefore(kept)));
        List<TradeView> trades = new ArrayList<>();
        Optional<Instant> next = Optional.empty();
        for (MatchingPeriod period : booked.map(BilledDay::periods).orElse(List.of())) {
            if (before.isPresent() && !period.start().isBefore(before.get())) {
                continue;
            }
            if (notKept.isPresent() && period.isBefore(notKept.get())) {
                break; // as are all that are older
            }
            if (trades.size() >= limit) {
                next = Optional.of(period.end());
                break;
            }
            for (Booking booking : books.bookings(asked.id(), asked.party(), period)) {
                trades.add(view(asked, booking));
            }
        }
        return new TradesView(
                asked.id().text(),
                asked.party().account(),
                day,
                asked.seesMoney(),
                SumView.of(booked.map(BilledDay::sum).orElse(BillSum.NOTHING), asked.seesMoney()),
                trades,
                notKept.map(MatchingPeriod::start),
                next);
    }

    private static TradeView view(AskedParty asked, Booking booking) {
        var block = block(asked, booking.period());
        return TradeView.of(booking, asked.seesMoney(), block.orElse(-1), isAnchored(asked, block));
    }

    private static OptionalLong block(AskedParty asked, MatchingPeriod period) {
        return asked.grid()
                .ledger()
                .block(asked.grid().key(period))
                .map(header -> OptionalLong.of(header.height()))
                .orElse(OptionalLong.empty());
    }

    private static boolean isAnchored(AskedParty asked, OptionalLong block) {
        return block.isPresent()
                && block.getAsLong()
                        <= asked.grid().ledger().anchoredHeight(asked.id()).orElse(-1L);
    }

    /** @throws OrderRefused 404 if the party has no part in such a match */
    TradeDetail trade(AskedParty asked, MatchId id) {
        var record = books.record(asked.id(), id.period());
        var pair = record.pair(asked.party())
                .filter(each -> each.id().equals(id))
                .orElseThrow(() -> OrderRefused.unknown(
                        "No match '" + id + "' of " + asked.party().account() + " is kept."));
        return pair instanceof Match match ? trade(asked, record, match) : trade(asked, record, (DirectMatch) pair);
    }

    private TradeDetail trade(AskedParty asked, PeriodRecord record, DirectMatch match) {
        var id = match.id();
        var block = block(asked, id.period());
        return new TradeDetail(
                asked.id().text(),
                asked.party().account(),
                id.text(),
                id.period().start(),
                match.seller().text(),
                Optional.empty(),
                Optional.of(match.buyer().text()),
                Optional.of(DIRECT),
                Rounded.kilowattHours(match.forecastEnergy()),
                price(match.price(), asked.seesMoney()),
                Optional.empty(),
                record.first(PeriodOpened.class).map(PeriodOpened::rules),
                samples(record, match),
                false,
                views(asked, id),
                block,
                isAnchored(asked, block),
                receipt(asked.id(), id));
    }

    private static List<SampleView> samples(PeriodRecord record, DirectMatch match) {
        long[] moved = new long[MatchingPeriod.SAMPLES];
        record.directExchanges(match.id())
                .forEach(
                        exchange -> moved[exchange.sample()] = exchange.energy().millijoules());
        return IntStream.range(0, moved.length)
                .mapToObj(i -> new SampleView(i, match.id().period().sampleStart(i), moved[i]))
                .toList();
    }

    private TradeDetail trade(AskedParty asked, PeriodRecord record, Match match) {
        var id = match.id();
        var correction = asked.grid().journal().correction(asked.id(), id);
        var block = block(asked, id.period());
        return new TradeDetail(
                asked.id().text(),
                asked.party().account(),
                id.text(),
                id.period().start(),
                match.prosumer().text(),
                Optional.of(match.vehicle().text()),
                Optional.empty(),
                why(asked, record, match),
                Rounded.kilowattHours(match.forecastEnergy()),
                price(match.storing(), asked.seesMoney()),
                Optional.of(price(match.releasing(), asked.seesMoney())),
                record.first(PeriodOpened.class).map(PeriodOpened::rules),
                samples(record, id, correction),
                correction.isPresent(),
                views(asked, id),
                block,
                isAnchored(asked, block),
                receipt(asked.id(), id));
    }

    private List<TradeView> views(AskedParty asked, MatchId id) {
        return books.bookings(asked.id(), asked.party(), id.period()).stream()
                .filter(booking -> booking.line().match().equals(id))
                .map(booking -> view(asked, booking))
                .toList();
    }

    private static Optional<String> why(AskedParty asked, PeriodRecord record, Match match) {
        var partners = asked.grid().roster().in(record.key().period()).partners();
        return Optional.ofNullable(MatchExplanations.of(record, partners).get(match.id()))
                .map(why -> (asked.seesOthers() ? why.sentence() : why.sentenceForMembers()) + ".");
    }

    private static PriceView price(AgreedPrice agreed, boolean shown) {
        return new PriceView(TradeView.price(agreed.price(), shown), RuleView.of(agreed));
    }

    private static List<SampleView> samples(PeriodRecord record, MatchId id, Optional<Correction> correction) {
        var known = correction.map(Correction::samples).orElseGet(() -> Correction.samples(record.exchanges(id)));
        return IntStream.range(0, known.size())
                .mapToObj(i -> new SampleView(
                        i, id.period().sampleStart(i), known.get(i).toMillijoules()))
                .toList();
    }

    private static String receipt(GridId grid, MatchId match) {
        return "/api/grids/" + grid + "/receipts/" + match;
    }
}
