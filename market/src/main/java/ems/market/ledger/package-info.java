/** Port for the ledger: blocks of entries, what they prove about a participant, and anchors outside. */
package ems.market.ledger;
