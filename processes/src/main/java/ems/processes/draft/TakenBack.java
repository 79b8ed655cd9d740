package ems.processes.draft;

/**
 * Somebody took an approval back before its period began: an approver, or who wrote or edited the draft.
 *
 * @param trail number of the trail's line
 */
public record TakenBack(String person, String reason, long trail) {}
