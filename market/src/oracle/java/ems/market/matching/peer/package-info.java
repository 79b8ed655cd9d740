/** Solvers that others wrote, to hold ours against: as oracles of the slow tests and as peers of the benchmark. */
package ems.market.matching.peer;
