/** How values stand in the ledger's tables. */
@org.jspecify.annotations.NullMarked
package ems.ledger.sql;
