package ems.rules;

import java.util.List;

import ems.market.party.PeriodKey;
import ems.rules.table.Fault;

/**
 * Changed tables that did not become active, for operators and analysts.
 *
 * @param firstSeen period at whose opening these contents were first looked at
 */
public record StandingRefusal(PeriodKey firstSeen, List<Fault> faults) {}
