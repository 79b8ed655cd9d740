package ems.processes.operations;

import java.time.Instant;
import java.util.Optional;

/**
 * What a person ordered of a period or a grid.
 *
 * @param trail its number in the trail; the ledger names the order by it
 * @param at on the grid's clock
 * @param did such as {@code abort}
 * @param answer what became of it, in words; empty while it is under way, and for good if the market ended meanwhile
 */
public record Intervention(long trail, Instant at, String person, String did, String reason, Optional<String> answer) {}
