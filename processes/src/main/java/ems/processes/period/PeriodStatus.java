package ems.processes.period;

/**
 * How a running instance stands.
 *
 * @param instance id of the process instance
 * @param failed in ERROR
 * @param failedNode id of the failed node, as in the diagram; empty if none failed
 * @param message what went wrong, in words; empty if nothing did
 */
public record PeriodStatus(String instance, boolean failed, String failedNode, String message) {}
