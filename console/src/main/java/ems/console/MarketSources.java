package ems.console;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import ems.market.party.EnergyInventory;
import ems.market.party.GridMembers;
import ems.market.party.GridPrices;
import ems.market.party.VehicleId;
import ems.market.telemetry.Readings;

/**
 * What a snapshot is made from.
 *
 * @param clock now, on the market's clock
 * @param mode in words: live, a replay and of what, or paused
 * @param current the period that contains the clock; a blank record before its first step
 * @param unfinished earlier periods that have not ended, oldest first
 * @param ended the latest ended periods, newest first
 * @param inventories what each EV's books say now
 * @param prices the grid's prices in the current period
 * @param forecaster strategy that forecasts when nothing breaks; another one in a bid is a fallback
 * @param matcher algorithm that matches when nothing breaks
 */
public record MarketSources(
        GridMembers members,
        Instant clock,
        String mode,
        RunningPeriod current,
        List<RunningPeriod> unfinished,
        List<EndedPeriod> ended,
        Map<VehicleId, EnergyInventory> inventories,
        Readings readings,
        GridPrices prices,
        RulesNow rules,
        TotalsNow today,
        DeadLettersNow deadLetters,
        String forecaster,
        String matcher) {

    public MarketSources {
        unfinished = List.copyOf(unfinished);
        ended = List.copyOf(ended);
        inventories = Map.copyOf(inventories);
    }
}
