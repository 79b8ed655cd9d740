package ems.processes.operations;

import org.jspecify.annotations.Nullable;

/**
 * The body of an order.
 *
 * @param reason why, in 1 to 300 characters
 * @param until of a pause or a silence, an instant in UTC; a pause without it holds until somebody resumes
 */
public record OrderWish(@Nullable String reason, @Nullable String until) {}
