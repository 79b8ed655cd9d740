package ems.processes.operations;

import java.time.Instant;
import java.util.List;

/**
 * Periods that stand still for the same cause.
 *
 * @param step that failed, in the words of the diagram
 * @param error what went wrong, in words
 * @param advice what to do, in whole sentences
 * @param starts of the periods, oldest first
 */
public record CauseView(String step, String error, String advice, List<Instant> starts) {}
