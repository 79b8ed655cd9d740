package ems.rules;

/**
 * A change of the rules that a second person approved, or that an operator ordered in an emergency.
 *
 * @param number of its row in the schedule
 * @param version that becomes active; the archive holds it
 */
public record ApprovedChange(long number, String version) {}
