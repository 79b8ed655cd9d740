package ems.processes.job;

import jakarta.inject.Singleton;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import ems.processes.operations.Caller;

/** How far the jobs are, and what they worked out. */
@Path("/api/jobs")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
public class JobsResource {

    private static final String CSV = "text/csv; charset=utf-8";

    private final BackgroundJobs jobs;
    private final JobTable table;
    private final Caller caller;

    public JobsResource(BackgroundJobs jobs, JobTable table, Caller caller) {
        this.jobs = jobs;
        this.table = table;
        this.caller = caller;
    }

    @GET
    @Path("/{id}")
    public JobView one(@PathParam("id") String id) {
        var job = known(id);
        return job.state() == JobState.DONE
                ? JobView.of(
                        job,
                        table.csv(job.id()).isPresent(),
                        table.result(job.id()).orElse(null))
                : JobView.of(job);
    }

    /** The long table beside the result. */
    @GET
    @Path("/{id}/table.csv")
    @Produces(CSV)
    public Response csv(@PathParam("id") String id) {
        var job = known(id);
        var csv = table.csv(job.id()).orElseThrow(() -> JobRefused.noTable(job));
        var name = job.key().kind() + "-" + job.id() + ".csv";
        return Response.ok(csv)
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .build();
    }

    @DELETE
    @Path("/{id}")
    public JobView cancel(@PathParam("id") String id) {
        return JobView.of(jobs.cancel(number(id), caller.name()));
    }

    private Job known(String id) {
        long number = number(id);
        return jobs.find(number).orElseThrow(() -> JobRefused.unknown(number));
    }

    private static long number(String id) {
        if (!id.matches("[0-9]{1,18}")) {
            throw new IllegalArgumentException("'" + id + "' is no job: a job is asked for by its number.");
        }
        return Long.parseLong(id);
    }
}
