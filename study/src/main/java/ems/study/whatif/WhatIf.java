package ems.study.whatif;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import ems.market.party.MembersByPeriod;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Abandonment;
import ems.market.record.PeriodOpened;
import ems.market.record.PeriodRecord;
import ems.market.rule.ActiveRules;
import ems.market.rule.RuleBook;
import ems.study.whatif.ReplayedTrades.Replayed;

/**
 * Goes over settled periods again: first under the rules that were active then, which must lead to every line, bid and pair that is
 * booked, and beside that under a draft. The books are read and never written.
 */
public final class WhatIf {

    /** Periods that are read at once. */
    static final int AT_ONCE = 60;

    private final SettledPeriods books;
    private final RuleBook versions;
    private final MembersByPeriod members;

    /**
     * @param versions of the rules that were active
     * @param members of then
     */
    public WhatIf(SettledPeriods books, RuleBook versions, MembersByPeriod members) {
        this.books = books;
        this.versions = versions;
        this.members = members;
    }

    /** @throws ReplayRefused if there is no settled period, or one does not come out as it is booked */
    public WhatIfResult run(WhatIfWish wish, ReplayProgress progress) {
        var run = new Run(wish);
        long total = wish.from().periodsUntil(wish.before());
        for (var start = wish.from(); start.isBefore(wish.before()); ) {
            var end = earlier(
                    new MatchingPeriod(start.start().plus(MatchingPeriod.LENGTH.multipliedBy(AT_ONCE))), wish.before());
            for (PeriodRecord period : read(start, end)) {
                progress.at(
                        wish.from().periodsUntil(period.key().period()),
                        total,
                        period.key().period());
                run.take(period);
            }
            start = end;
        }
        return run.result();
    }

    private Iterable<PeriodRecord> read(MatchingPeriod from, MatchingPeriod before) {
        try {
            return books.read(from, before);
        } catch (IllegalArgumentException unreadable) {
            throw new ReplayRefused("The books from " + from + " on, before " + before + ", cannot be read: "
                    + unreadable.getMessage() + ". There is no result.");
        }
    }

    private static MatchingPeriod earlier(MatchingPeriod one, MatchingPeriod other) {
        return one.isBefore(other) ? one : other;
    }

    /** One question, as far as it is answered. */
    private final class Run {

        private final WhatIfWish wish;
        private final ReplayGate gate = new ReplayGate();
        private final ReplayedTrades now;
        private final ReplayedTrades then;
        private final BidHistory history;
        private final PricesTally prices;
        private final MinutesTally minutes;
        private final TreeSet<String> seen = new TreeSet<>();
        private long periods;
        private long abandoned;
        private @Nullable RefusedPairs refused;

        Run(WhatIfWish wish) {
            this.wish = wish;
            var corrected = books.corrected(wish.from(), wish.before());
            this.now = new ReplayedTrades(books, corrected);
            this.then = new ReplayedTrades(books, corrected);
            this.history =
                    BidHistory.before(wish.from(), members.in(wish.from()).vehicleIds(), books);
            this.prices = new PricesTally(wish);
            this.minutes = new MinutesTally(wish);
        }

        void take(PeriodRecord period) {
            if (!period.isEnded()) {
                throw new ReplayRefused(period.key().period() + " is not settled yet: end the range before it.");
            }
            var opened = period.first(PeriodOpened.class);
            periods += opened.isPresent() ? 1 : 0;
            abandoned += period.first(Abandonment.class).isPresent() ? 1 : 0;
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

        WhatIfResult result() {
            if (periods == 0) {
                throw new ReplayRefused("There is no settled period from " + wish.from() + " on, before "
                        + wish.before() + ": choose another range.");
            }
            boolean ofPrices = wish.mode() == WhatIfMode.PRICES;
            return new WhatIfResult(
                    periods,
                    abandoned,
                    seen,
                    gate.lines(),
                    gate.bids(),
                    gate.pairs(),
                    Optional.ofNullable(refused),
                    ofPrices && refused == null
                            ? Optional.of(prices.effect(now.held(), then.held()))
                            : Optional.empty(),
                    ofPrices ? Optional.empty() : Optional.of(minutes.effect()));
        }
    }
}
