/** Exact quantities over {@code long} and market time: what a meter, a battery and a purse can hold, and the 60-second period. */
package ems.market.quantity;
