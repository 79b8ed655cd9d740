package ems.market.horizon;

import ems.market.party.FleetFill;
import ems.market.quantity.Energy;
import ems.market.quantity.Money;

/**
 * What a day comes to under some prices.
 *
 * @param stored by EVs
 * @param released by EVs
 * @param direct from home to home, where leftover homes trade
 * @param saved by all together, beside the grid alone: what is held more at the end than at the start counts as what the grid asks
 *     on average that day
 * @param end how full all EVs are at the end of the day, those that left among them
 */
public record DayOutcome(Energy stored, Energy released, Energy direct, Money saved, FleetFill end) {}
