/** Ports for the analysts' rules: questions the market asks, verdicts it gets, and the version that gave them. */
package ems.market.rule;
