/** Who trades with whom in one period: the two algorithms of the paper behind one port. */
@NullMarked
package ems.market.matching;

import org.jspecify.annotations.NullMarked;
