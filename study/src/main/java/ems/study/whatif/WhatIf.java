package ems.study.whatif;

import java.util.List;

import ems.market.party.MembersByPeriod;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Abandonment;
import ems.market.record.DirectResult;
import ems.market.record.PeriodOpened;
import ems.market.record.PeriodRecord;
import ems.market.rule.RuleBook;
import ems.study.recorded.PeriodsAtOnce;
import ems.study.recorded.ReplayRefused;
import ems.study.recorded.RerunPlugs;
import ems.study.recorded.SettledPeriods;

/**
 * Goes over settled periods again: first under the rules that were active then, which must lead to every line, bid and pair that is
 * booked, and beside that under a draft. The books are read and never written.
 */
public final class WhatIf {

    private final SettledPeriods books;
    private final RuleBook versions;
    private final MembersByPeriod members;
    private final RerunPlugs plugs;

    /**
     * @param versions of the rules that were active
     * @param members of then
     * @param plugs for a range that is run again
     */
    public WhatIf(SettledPeriods books, RuleBook versions, MembersByPeriod members, RerunPlugs plugs) {
        this.books = books;
        this.versions = versions;
        this.members = members;
        this.plugs = plugs;
    }

    /** @throws ReplayRefused if there is no settled period, or one does not come out as it is booked */
    public WhatIfResult run(WhatIfWish wish, ReplayProgress progress) {
        try (var question = question(wish)) {
            return run(question, wish, progress);
        }
    }

    private Question question(WhatIfWish wish) {
        return wish.mode() == WhatIfMode.DAY
                ? new DayAgain(wish, books, versions, members, plugs)
                : new TradesAgain(wish, books, versions, members);
    }

    private WhatIfResult run(Question question, WhatIfWish wish, ReplayProgress progress) {
        long total = wish.from().periodsUntil(wish.before());
        long periods = 0;
        long abandoned = 0;
        var atOnce = new PeriodsAtOnce();
        for (var start = wish.from(); start.isBefore(wish.before()); ) {
            var end = earlier(atOnce.after(start), wish.before());
            var records = read(start, end);
            atOnce.saw(records);
            for (PeriodRecord period : records) {
                var at = period.key().period();
                progress.at(wish.from().periodsUntil(at), total, at);
                if (!period.isEnded()) {
                    throw new ReplayRefused(at + " is not settled yet: end the range before it.");
                }
                if (wish.mode() == WhatIfMode.PRICES
                        && period.first(DirectResult.class).isPresent()) {
                    throw new ReplayRefused(
                            "In " + at + " homes traded with homes, and mode 'prices' goes over trades with"
                                    + " EVs only: ask 'day', or choose a range without such trades. There is no result.");
                }
                periods += period.first(PeriodOpened.class).isPresent() ? 1 : 0;
                abandoned += period.first(Abandonment.class).isPresent() ? 1 : 0;
                question.take(period);
            }
            start = end;
        }
        if (periods == 0) {
            throw new ReplayRefused("There is no settled period from " + wish.from() + " on, before " + wish.before()
                    + ": choose another range.");
        }
        return question.result(periods, abandoned);
    }

    private List<PeriodRecord> read(MatchingPeriod from, MatchingPeriod before) {
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
}
