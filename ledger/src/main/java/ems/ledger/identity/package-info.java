/** Who said it: keys, signatures and the texts that carry them, and the door where signed bids are checked. */
package ems.ledger.identity;
