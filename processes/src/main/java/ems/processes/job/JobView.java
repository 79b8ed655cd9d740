package ems.processes.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import org.jspecify.annotations.Nullable;

/**
 * A job, for who waits for it.
 *
 * @param id by which it is asked for
 * @param kind what is done, such as {@code what-if}
 * @param done of total
 * @param words what it does just now, or how it ended
 * @param csv there is a long table beside the result
 * @param result once it is done
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobView(
        long id,
        String kind,
        String title,
        JobState state,
        long done,
        long total,
        String words,
        String started,
        @Nullable String ended,
        boolean csv,
        @JsonRawValue @Nullable String result) {

    /** Without its result. */
    public static JobView of(Job job) {
        return of(job, false, null);
    }

    static JobView of(Job job, boolean csv, @Nullable String result) {
        return new JobView(
                job.id(),
                job.key().kind(),
                job.title(),
                job.state(),
                job.done(),
                job.total(),
                job.words(),
                job.started().toString(),
                job.ended().map(Object::toString).orElse(null),
                csv,
                result);
    }
}
