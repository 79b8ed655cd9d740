/** What it costs to check a minute's signed bids, beside what others' libraries take. */
package ems.ledger.benchmark;
