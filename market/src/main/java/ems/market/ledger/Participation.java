package ems.market.ledger;

import java.util.OptionalLong;

/**
 * What the ledger proves about an EV before a period; each "yes" was checked by an inclusion proof.
 *
 * @param enrolled an enrolment is in an earlier block
 * @param revoked a revocation is in an earlier block, after the enrolment
 * @param periodsSinceAcceptedBid how many periods ago its latest accepted bid was made, at least 1; empty: never
 */
public record Participation(boolean enrolled, boolean revoked, OptionalLong periodsSinceAcceptedBid) {}
