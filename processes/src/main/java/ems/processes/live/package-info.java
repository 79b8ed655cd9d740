/** What {@code ./ems run} starts: the demonstration grid and the ports that the routes ask for. */
@NullMarked
package ems.processes.live;

import org.jspecify.annotations.NullMarked;
