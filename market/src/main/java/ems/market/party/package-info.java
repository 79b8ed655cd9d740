/** Who takes part: grids, prosumers, electric vehicles and the batteries they trade from. */
@NullMarked
package ems.market.party;

import org.jspecify.annotations.NullMarked;
