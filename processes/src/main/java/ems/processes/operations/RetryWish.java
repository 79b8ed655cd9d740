package ems.processes.operations;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The body of an order to retry several periods.
 *
 * @param reason why, in 1 to 300 characters: the same for each
 * @param starts of the periods, instants in UTC, 1 to 1,000 of them
 */
public record RetryWish(@Nullable String reason, @Nullable List<String> starts) {}
