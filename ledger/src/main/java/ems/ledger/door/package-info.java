/** The door for signed bids: checks each as it arrives, and keeps the first of each party and period. */
package ems.ledger.door;
