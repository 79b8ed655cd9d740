package ems.processes.trail;

/**
 * What a look at all lines of the trail found.
 *
 * @param lines how many there are
 * @param head hash of the last one; zeros without a line
 * @param seals how many of them ledgers hold
 * @param sealedUpTo number of the last one that a ledger holds; 0: none
 * @param firstWrong number of the first line that is not as it was written; 0: none
 * @param why in a sentence; empty if none
 */
public record CheckView(long lines, String head, long seals, long sealedUpTo, long firstWrong, String why) {}
