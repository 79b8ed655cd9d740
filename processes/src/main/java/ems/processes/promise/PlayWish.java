package ems.processes.promise;

import org.jspecify.annotations.Nullable;

/**
 * Features that are to be played.
 *
 * @param place a folder, a file, or a scenario as {@code file:line}; empty or null: all
 * @param draft the tables of this draft in the place of the active ones
 * @param again though they were played against these tables already
 */
public record PlayWish(
        @Nullable String place,
        @Nullable Long draft,
        @Nullable Boolean again) {}
