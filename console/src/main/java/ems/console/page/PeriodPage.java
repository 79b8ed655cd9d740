package ems.console.page;

import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** The operator's page of one period: the same file for each, whose scripts read the address. */
@Path("/operations/{grid}/{start}")
@Singleton
public class PeriodPage {

    @GET
    @Produces(PageFile.TYPE)
    public byte[] page() {
        return PageFile.read("operations/period.html");
    }
}
