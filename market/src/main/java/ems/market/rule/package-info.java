/** Ports for the analysts' rules: questions the market asks, verdicts it gets, and the version that gave them. */
@NullMarked
package ems.market.rule;

import org.jspecify.annotations.NullMarked;
