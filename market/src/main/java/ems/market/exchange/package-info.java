/** Ports for what the two parties of a match sign of their exchange, where the home's readings stay at home. */
@NullMarked
package ems.market.exchange;

import org.jspecify.annotations.NullMarked;
