/** {@code ./ems town}: a market, a broker, road-side units and agents as processes of one machine, and a page of who is where. */
@NullMarked
package ems.processes.town;

import org.jspecify.annotations.NullMarked;
