/** Wishes for one period, and the market's no. */
package ems.market.bid;
