/** The money of a period: one debit equals one credit, and inventories at weighted average cost. */
package ems.market.settlement;
