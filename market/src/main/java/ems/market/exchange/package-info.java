/** Energy that really moved in a match, sample by sample. */
package ems.market.exchange;
