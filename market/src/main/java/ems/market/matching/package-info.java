/** Who trades with whom in one period: the two algorithms of the paper behind one port. */
package ems.market.matching;
