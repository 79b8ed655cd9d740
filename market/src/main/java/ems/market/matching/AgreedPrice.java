package ems.market.matching;

import ems.market.quantity.Price;
import ems.market.rule.RuleReference;

/** A price fixed when the period starts, and the rule that set it. */
public record AgreedPrice(Price price, RuleReference rule) {}
