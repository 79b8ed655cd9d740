/** Journal and ledger on SQL, and the outbox that publishes headers to anchor targets. */
@NullMarked
package ems.ledger.store;

import org.jspecify.annotations.NullMarked;
