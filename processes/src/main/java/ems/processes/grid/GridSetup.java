package ems.processes.grid;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import ems.market.party.EnergyInventory;
import ems.market.party.GridId;
import ems.market.party.GridMembers;
import ems.market.party.GridPrices;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Power;
import ems.market.record.AgentKey;
import ems.market.record.DirectTradeSetting;

/**
 * What a live grid starts from.
 *
 * @param joining what each EV holds when it joins, and what that cost
 * @param matching {@code optimal} or {@code greedy}
 * @param forecast a strategy that needs no look ahead
 * @param tables folder of the grid's decision tables
 * @param mostPower of homes whose connection is known; the others have the bound that is usual
 * @param keys of members that sign their bids; the others take part without
 * @param directTrade whether homes shall trade with homes, too
 */
public record GridSetup(
        GridId grid,
        GridMembers members,
        GridPrices prices,
        Map<VehicleId, EnergyInventory> joining,
        String matching,
        String forecast,
        Path tables,
        Map<ProsumerId, Power> mostPower,
        List<AgentKey> keys,
        DirectTradeSetting directTrade) {}
