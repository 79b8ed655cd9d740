/** A live grid, and what it is plugged into: database, rules, forecasts, keys and anchors. */
package ems.processes.grid;
