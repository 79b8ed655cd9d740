package ems.ledger.store;

import java.util.Optional;

/**
 * How far one target has taken a grid's headers.
 *
 * @param target its name
 * @param height of the last header that it took; -1: none yet
 * @param trouble why it did not take the next one; empty if it takes them
 */
public record AnchorProgress(String target, long height, Optional<String> trouble) {}
