package ems.processes.town;

import java.time.Instant;
import java.util.List;

import ems.processes.child.ChildStanding;

/**
 * What the page of a town shows.
 *
 * @param clock of this machine
 * @param market its address; empty: it does not run yet
 * @param doing what the town is at, a sentence
 */
record TownView(Instant clock, int homes, String market, String doing, List<ChildStanding> children) {}
