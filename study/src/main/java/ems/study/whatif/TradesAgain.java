package ems.study.whatif;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import ems.market.party.MembersByPeriod;
import ems.market.record.Abandonment;
import ems.market.record.PeriodOpened;
import ems.market.record.PeriodRecord;
import ems.market.rule.ActiveRules;
import ems.market.rule.RuleBook;
import ems.study.recorded.BidHistory;
import ems.study.recorded.ReplayRefused;
import ems.study.recorded.SettledPeriods;
import ems.study.whatif.ReplayedTrades.Replayed;

/**
 * What is booked of each period again: its trades under the rules of then and at the draft's prices, and each minute from its
 * recorded standings under the draft's limits.
 */
final class TradesAgain implements Question {

    private final WhatIfWish wish;
    private final SettledPeriods books;
    private final RuleBook versions;
    private final MembersByPeriod members;
    private final ReplayGate gate = new ReplayGate();
    private final ReplayedTrades now;
    private final ReplayedTrades then;
    private final BidHistory history;
    private final PricesTally prices;
    private final MinutesTally minutes;
    private final TreeSet<String> seen = new TreeSet<>();
    private @Nullable RefusedPairs refused;

    TradesAgain(WhatIfWish wish, SettledPeriods books, RuleBook versions, MembersByPeriod members) {
        this.wish = wish;
        this.books = books;
        this.versions = versions;
        this.members = members;
        var corrected = books.corrected(wish.from(), wish.before());
        this.now = new ReplayedTrades(books, corrected);
        this.then = new ReplayedTrades(books, corrected);
        this.history = BidHistory.before(wish.from(), members.in(wish.from()).vehicleIds(), books);
        this.prices = new PricesTally(wish);
        this.minutes = new MinutesTally(wish);
    }

    @Override
    public void take(PeriodRecord period) {
        var opened = period.first(PeriodOpened.class);
        var rules = opened.map(PeriodOpened::rules).map(this::active).orElse(wish.draft());
        trade(period, rules);
        if (opened.isPresent()) {
            match(period, rules);
        }
        history.add(period);
    }

    private ActiveRules active(String version) {
        if (seen.add(version)) {
            var rows = wish.activeRows().apply(version);
            prices.active(rows);
            minutes.active(rows);
        }
        return versions.version(version);
    }

    private void trade(PeriodRecord period, ActiveRules rules) {
        Replayed booked;
        try {
            booked = now.replay(period, rules);
        } catch (IllegalArgumentException | ArithmeticException impossible) {
            throw new ReplayRefused("This replay does not reproduce the books of "
                    + period.key().period() + ": " + impossible.getMessage() + ". There is no result.");
        }
        gate.trades(period, booked.entries());
        if (wish.mode() == WhatIfMode.PRICES) {
            price(period, booked);
        }
    }

    private void price(PeriodRecord period, Replayed booked) {
        if (refused != null) {
            // what the EVs would hold is no longer known; the count goes on with what they did hold
            var again = new ReplayedTrades(books, Set.of());
            var pairs = again.replay(period, wish.draft()).refused();
            refused = new RefusedPairs(refused.pairs() + pairs.size(), refused.period(), refused.first());
            return;
        }
        var draft = then.replay(period, wish.draft());
        if (!draft.refused().isEmpty()) {
            refused = new RefusedPairs(
                    draft.refused().size(),
                    period.key().period(),
                    draft.refused().get(0));
        } else {
            prices.add(period, booked, draft);
        }
    }

    private void match(PeriodRecord period, ActiveRules rules) {
        var of = members.in(period.key().period());
        ReplayedMinute.of(period, of, history, rules).ifPresent(booked -> {
            gate.minute(period, booked);
            boolean traded = period.first(Abandonment.class).isEmpty();
            if (wish.mode() == WhatIfMode.LIMITS && traded) {
                ReplayedMinute.of(period, of, history, wish.draft()).ifPresent(draft -> minutes.add(booked, draft));
            }
        });
    }

    @Override
    public WhatIfResult result(long periods, long abandoned) {
        boolean ofPrices = wish.mode() == WhatIfMode.PRICES;
        return new WhatIfResult(
                periods,
                abandoned,
                seen,
                gate.lines(),
                gate.bids(),
                gate.pairs(),
                Optional.ofNullable(refused),
                ofPrices && refused == null ? Optional.of(prices.effect(now.held(), then.held())) : Optional.empty(),
                ofPrices ? Optional.empty() : Optional.of(minutes.effect()),
                Optional.empty());
    }
}
