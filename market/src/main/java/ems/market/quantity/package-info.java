/** Exact quantities over {@code long}: what a meter, a battery and a purse can hold, with one visible rounding each. */
package ems.market.quantity;
