package ems.processes.job;

/**
 * What a job worked out.
 *
 * @param json for the page
 * @param csv a long table beside it; empty: none
 */
public record JobResult(String json, String csv) {

    public static JobResult of(String json) {
        return new JobResult(json, "");
    }
}
