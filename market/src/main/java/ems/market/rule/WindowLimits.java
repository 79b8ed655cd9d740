package ems.market.rule;

import ems.market.quantity.Percentage;

/** Shares of the battery's capacity that bound the operable window, eq. (1); the reserve is added to the floor. */
public record WindowLimits(Percentage floor, Percentage ceiling) {}
