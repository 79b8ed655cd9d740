package ems.market.matching;

import java.util.List;

import ems.market.bid.ProsumerBid;
import ems.market.bid.VehicleBid;
import ems.market.party.GridMembers;

/**
 * The accepted bids of one period.
 *
 * @param prosumers in order of arrival, each prosumer at most once
 * @param vehicles in order of arrival, each vehicle at most once
 * @param members says which pairs may trade
 */
public record MatchingProblem(List<ProsumerBid> prosumers, List<VehicleBid> vehicles, GridMembers members) {}
