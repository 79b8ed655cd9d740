/** Who takes part: grids, prosumers, electric vehicles and the batteries they trade from. */
package ems.market.party;
