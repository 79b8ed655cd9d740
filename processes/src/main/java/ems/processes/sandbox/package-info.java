/** Grids for testers: a clock that is set by hand, and tasks that fail on demand. */
@NullMarked
package ems.processes.sandbox;

import org.jspecify.annotations.NullMarked;
