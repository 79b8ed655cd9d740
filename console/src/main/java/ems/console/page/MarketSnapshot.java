package ems.console.page;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import ems.console.books.EndedPeriodRow;
import ems.console.books.TotalsNow;
import ems.console.course.NoticeNow;
import ems.console.course.PeriodNow;
import ems.console.decision.GridPricesNow;
import ems.console.decision.MatchingNow;
import ems.console.decision.RejectionNow;
import ems.console.decision.RulesNow;
import ems.console.flow.BalanceNow;
import ems.console.flow.MatchNow;
import ems.console.flow.ProsumerNow;
import ems.console.flow.VehicleNow;

/**
 * Everything about one grid at one instant that a person wants to see. Field names end in their unit.
 *
 * @param clock the market's clock, which a replay moves faster than a wall clock
 * @param mode in words: live, a replay and of what, or paused
 * @param period the period that contains the clock
 * @param unfinished earlier periods that have not ended, oldest first; of those that stand still, the oldest
 * @param moreStopped how many more stand still
 * @param matching how the current period's pairs were chosen; empty before they are
 * @param found how many pairs, refusals and parties without a pair there are; the lists hold the first of them
 * @param settled ended periods, newest first
 * @param storage how much the data folder holds and how long its disk lasts, in words; empty before it is measured
 * @param notices what else a person should know now, such as a jump of the clock
 */
public record MarketSnapshot(
        String grid,
        Instant clock,
        String mode,
        PeriodNow period,
        List<PeriodNow> unfinished,
        int moreStopped,
        RulesNow rules,
        GridPricesNow gridPrices,
        BalanceNow balance,
        Optional<MatchingNow> matching,
        FoundNow found,
        List<MatchNow> matches,
        List<ProsumerNow> prosumers,
        List<VehicleNow> vehicles,
        List<RejectionNow> rejections,
        List<EndedPeriodRow> settled,
        TotalsNow today,
        DeadLettersNow deadLetters,
        Optional<String> storage,
        List<NoticeNow> notices) {}
