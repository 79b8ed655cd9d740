package ems.market.ledger;

/**
 * Roots of what the four contracts of a grid hold after a block: Merkle roots (RFC 9162, SHA-256) over the sorted lines of
 * each contract's state, hex.
 *
 * @param registry who takes part, and with which keys
 * @param matching bids, and what the matching made of them
 * @param exchange what each EV holds: real-time management
 * @param model the shared forecasting model
 */
public record StateRoots(String registry, String matching, String exchange, String model) {}
