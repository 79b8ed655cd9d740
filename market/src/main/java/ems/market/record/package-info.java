/** Everything that the market records, and its one text form: journal, ledger, export and proof read the same line. */
package ems.market.record;
