package ems.processes.whatif;

import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jspecify.annotations.Nullable;

import ems.processes.job.JobView;
import ems.processes.operations.Caller;

/** What settled periods would have been under other rules. */
@Path("/api/rules/what-if")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
public class WhatIfResource {

    private static final int ACCEPTED = 202;

    private final RunningWhatIf running;
    private final Caller caller;

    public WhatIfResource(RunningWhatIf running, Caller caller) {
        this.running = running;
        this.caller = caller;
    }

    /** @return the job; that of the same question, if somebody asked it before */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response start(@Nullable WhatIfOrder order) {
        if (order == null) {
            throw new IllegalArgumentException("'draft' is missing: say which rules are to be tried.");
        }
        return Response.status(ACCEPTED)
                .entity(JobView.of(running.start(order, caller.name())))
                .build();
    }

    /**
     * What was asked of some rules, newest first.
     *
     * @param draft number of a draft
     * @param grid with a version of its rules, where no draft is named
     */
    @GET
    public RunningWhatIf.Asked asked(
            @QueryParam("draft") @Nullable String draft,
            @QueryParam("grid") @Nullable String grid,
            @QueryParam("version") @Nullable String version) {
        return running.asked(new WhatIfOrder(grid, number(draft), version, null, null, null, null));
    }

    private static @Nullable Long number(@Nullable String draft) {
        if (draft == null || draft.isBlank()) {
            return null;
        }
        if (!draft.matches("[0-9]{1,18}")) {
            throw new IllegalArgumentException("'draft' is '" + draft + "', and should be the number of a draft.");
        }
        return Long.valueOf(draft);
    }
}
