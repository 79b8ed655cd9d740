/** A live grid, and what it is plugged into: database, rules, forecasts, keys and anchors. */
@NullMarked
package ems.processes.grid;

import org.jspecify.annotations.NullMarked;
