package ems.ledger.contract;

import java.util.List;

/** What a block made of a grid's contracts, and what they told. */
public record Transition(GridState after, List<Event> events) {}
