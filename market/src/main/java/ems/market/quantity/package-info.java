/** Exact quantities over {@code long} and market time: what a meter, a battery and a purse can hold, and the 60-second period. */
@NullMarked
package ems.market.quantity;

import org.jspecify.annotations.NullMarked;
