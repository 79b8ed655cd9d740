package ems.console.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The operator's page of one period: the same file for each, whose scripts read the address. */
@Path("/operations/{grid}/{start}")
@Singleton
public class PeriodPage {

    private static final String FILE = "/META-INF/resources/operations/period.html";

    @GET
    @Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
    public byte[] page() {
        try (var file = PeriodPage.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " does not ship with this build");
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
