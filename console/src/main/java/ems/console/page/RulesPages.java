package ems.console.page;

import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** The pages of the analyst's workbench: one for all drafts, whose scripts read the address, and those beside it. */
@Path("/rules")
@Singleton
public class RulesPages {

    @GET
    @Path("/approvals")
    @Produces(PageFile.TYPE)
    public byte[] approvals() {
        return PageFile.read("rules/approvals.html");
    }

    @GET
    @Path("/history")
    @Produces(PageFile.TYPE)
    public byte[] history() {
        return PageFile.read("rules/history.html");
    }

    @GET
    @Path("/drafts/{id}")
    @Produces(PageFile.TYPE)
    public byte[] draft() {
        return PageFile.read("rules/draft.html");
    }
}
