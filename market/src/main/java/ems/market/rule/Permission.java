package ems.market.rule;

/** Directions in which an EV may trade. */
public record Permission(boolean mayStore, boolean mayRelease) {}
