/** Trade between homes without an EV: who is left once the EVs are matched, who trades with whom, and what that moves. */
@NullMarked
package ems.market.direct;

import org.jspecify.annotations.NullMarked;
