package ems.rules;

import ems.market.party.PeriodKey;

/** A version of the rules became active as this period opened. */
public record Activation(PeriodKey first, String version) {}
