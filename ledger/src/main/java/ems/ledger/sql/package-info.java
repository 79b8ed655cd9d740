/** How values stand in the ledger's tables. */
@NullMarked
package ems.ledger.sql;

import org.jspecify.annotations.NullMarked;
