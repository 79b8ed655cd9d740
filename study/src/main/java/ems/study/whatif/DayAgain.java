package ems.study.whatif;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

import ems.market.party.MembersByPeriod;
import ems.market.record.Abandonment;
import ems.market.record.PeriodOpened;
import ems.market.record.PeriodRecord;
import ems.market.record.RuleReference;
import ems.market.rule.ActiveRules;
import ems.market.rule.RuleBook;
import ems.study.recorded.Rerun;
import ems.study.recorded.RerunPlugs;
import ems.study.recorded.SettledPeriods;

/** The range as it might have been: run again under the rules of then, which must lead to what is booked, and under the draft. */
final class DayAgain implements Question {

    private final WhatIfWish wish;
    private final RuleBook versions;
    private final DayTally tally;
    private final ReplayGate gate = new ReplayGate();
    private final Map<String, ActiveRules> active = new HashMap<>();
    private final TreeSet<String> seen = new TreeSet<>();
    private final Rerun rerun;
    private boolean isTraded;

    DayAgain(WhatIfWish wish, SettledPeriods books, RuleBook versions, MembersByPeriod members, RerunPlugs plugs) {
        this.wish = wish;
        this.versions = versions;
        this.tally = new DayTally(wish);
        var draft = new RowsAsked(wish.draft(), rule -> hit(true, rule));
        this.rerun = new Rerun(wish.from(), wish.before(), books, members, this::active, draft, plugs);
        tally.begin(rerun.heldNow());
    }

    private ActiveRules active(String version) {
        return active.computeIfAbsent(version, first -> {
            seen.add(version);
            tally.active(wish.activeRows().apply(version));
            return new RowsAsked(versions.version(version), rule -> hit(false, rule));
        });
    }

    /** Periods that were abandoned count for nothing else, either. */
    private void hit(boolean draft, RuleReference rule) {
        if (isTraded) {
            tally.hit(draft, rule);
        }
    }

    @Override
    public void take(PeriodRecord period) {
        isTraded = period.first(Abandonment.class).isEmpty();
        var both = rerun.run(period);
        gate.day(period, both.now());
        var rules = period.first(PeriodOpened.class)
                .map(opened -> active(opened.rules()))
                .orElse(wish.draft());
        tally.add(both, rules, wish.draft());
    }

    @Override
    public WhatIfResult result(long periods, long abandoned) {
        return new WhatIfResult(
                periods,
                abandoned,
                seen,
                gate.lines(),
                gate.bids(),
                gate.pairs(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(tally.effect(rerun.heldNow(), rerun.heldThen())));
    }

    @Override
    public void close() {
        rerun.close();
    }
}
