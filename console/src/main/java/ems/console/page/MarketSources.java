package ems.console.page;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import ems.console.books.EndedSoFar;
import ems.console.course.NoticeNow;
import ems.console.course.RunningPeriod;
import ems.console.course.UnfinishedPeriods;
import ems.console.decision.RulesNow;
import ems.console.flow.MatchNow;
import ems.console.flow.MeasuredNow;
import ems.market.party.EnergyInventory;
import ems.market.party.GridMembers;
import ems.market.party.GridPrices;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.record.MatchId;

/**
 * What a snapshot is made from: all of it is read already.
 *
 * @param clock now, on the market's clock
 * @param mode in words: live, a replay and of what, or paused
 * @param current the period that contains the clock; a blank record before its first step
 * @param rows which members and pairs are shown
 * @param pairs those of the current period as they were matched, before anything flows
 * @param inventories what the books say now, of each EV that is shown
 * @param prices the grid's prices in the current period
 * @param storage as it was measured last
 * @param notices what else a person should know now
 * @param matcher algorithm that matches when nothing breaks
 * @param isPrivate whether nothing is known of what a home measures now
 */
public record MarketSources(
        GridMembers members,
        Instant clock,
        String mode,
        RunningPeriod current,
        ShownRows rows,
        Map<MatchId, MatchNow> pairs,
        UnfinishedPeriods unfinished,
        EndedSoFar ended,
        Map<VehicleId, EnergyInventory> inventories,
        MeasuredNow measured,
        GridPrices prices,
        RulesNow rules,
        DeadLettersNow deadLetters,
        Optional<StorageNow> storage,
        List<NoticeNow> notices,
        String matcher,
        Predicate<ProsumerId> isPrivate) {}
