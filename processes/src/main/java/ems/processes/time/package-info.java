/** The time that the market goes by, when the clock that it is told by jumps. */
@NullMarked
package ems.processes.time;

import org.jspecify.annotations.NullMarked;
