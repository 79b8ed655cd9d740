package ems.console.page;

import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** The operator's page of refused messages. */
@Path("/operations/refused")
@Singleton
public class RefusedPage {

    @GET
    @Produces(PageFile.TYPE)
    public byte[] page() {
        return PageFile.read("operations/refused.html");
    }
}
