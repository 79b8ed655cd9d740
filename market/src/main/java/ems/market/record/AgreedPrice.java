package ems.market.record;

import ems.market.quantity.Price;

/** A price fixed when the period starts, and the rule that set it. */
public record AgreedPrice(Price price, RuleReference rule) {}
