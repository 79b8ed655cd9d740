package ems.market.rule;

import ems.market.party.GridPrices;
import ems.market.quantity.Price;
import ems.market.record.Flow;

/**
 * At what price does energy move in this direction?
 *
 * @param flow stored: prosumer sells to EV; released: EV sells to prosumer
 * @param cost average cost of the energy that the EV holds as the period starts
 */
public record PricingQuestion(Flow flow, Price cost, GridPrices grid) {}
