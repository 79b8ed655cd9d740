/** Journal and ledger on SQL, and the outbox that publishes headers to anchor targets. */
package ems.ledger.store;
