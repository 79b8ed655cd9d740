/** Replays the market's rules over the entries of a ledger, block by block, from nothing but the entries. */
package ems.ledger.replay;
