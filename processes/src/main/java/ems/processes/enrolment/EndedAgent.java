package ems.processes.enrolment;

import java.util.List;

/**
 * An agent that was ended.
 *
 * @param words what was done, in whole sentences
 * @param trail numbers of the orders about its keys, and about how its home is known, in the trail
 */
public record EndedAgent(String words, List<Long> trail) {}
