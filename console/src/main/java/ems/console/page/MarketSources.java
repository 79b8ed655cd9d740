package ems.console.page;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import ems.console.books.EndedSoFar;
import ems.console.course.RunningPeriod;
import ems.console.decision.RulesNow;
import ems.console.flow.MatchNow;
import ems.console.flow.MeasuredNow;
import ems.market.party.EnergyInventory;
import ems.market.party.GridMembers;
import ems.market.party.GridPrices;
import ems.market.party.VehicleId;

/**
 * What a snapshot is made from: all of it is read already.
 *
 * @param clock now, on the market's clock
 * @param mode in words: live, a replay and of what, or paused
 * @param current the period that contains the clock; a blank record before its first step
 * @param pairs those of the current period as they were matched, before anything flows
 * @param unfinished earlier periods that have not ended, oldest first
 * @param inventories what each EV's books say now
 * @param prices the grid's prices in the current period
 * @param matcher algorithm that matches when nothing breaks
 */
public record MarketSources(
        GridMembers members,
        Instant clock,
        String mode,
        RunningPeriod current,
        List<MatchNow> pairs,
        List<RunningPeriod> unfinished,
        EndedSoFar ended,
        Map<VehicleId, EnergyInventory> inventories,
        MeasuredNow measured,
        GridPrices prices,
        RulesNow rules,
        DeadLettersNow deadLetters,
        String matcher) {

    public MarketSources {
        unfinished = List.copyOf(unfinished);
    }
}
