package ems.market.record;

/** Directions in which an EV may trade. */
public record Permission(boolean mayStore, boolean mayRelease) {}
