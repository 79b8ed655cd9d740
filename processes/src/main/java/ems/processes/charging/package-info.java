/** Charging stations plugged into the grids that run here. */
@NullMarked
package ems.processes.charging;

import org.jspecify.annotations.NullMarked;
