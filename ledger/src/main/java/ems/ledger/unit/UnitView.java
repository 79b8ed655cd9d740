package ems.ledger.unit;

import java.util.Optional;

/**
 * A unit as its market sees it.
 *
 * @param key empty: it has not answered yet
 * @param blocks number that it is known to have
 * @param complaint what was wrong as it was asked last; empty: it signed
 */
public record UnitView(String address, Optional<String> key, long blocks, Optional<String> complaint) {}
