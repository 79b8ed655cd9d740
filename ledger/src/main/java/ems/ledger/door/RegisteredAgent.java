package ems.ledger.door;

import ems.ledger.key.Ed25519Key;

/**
 * What the registry knows of a party that signs bids.
 *
 * @param revoked whether it may no longer take part; its key is known all the same
 */
public record RegisteredAgent(Ed25519Key key, boolean revoked) {}
