/** The one text form of everything the market records: journal, ledger leaf, export and proof read the same line. */
package ems.market.record;
