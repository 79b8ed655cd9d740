package ems.console.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The operator's page of refused messages. */
@Path("/operations/refused")
@Singleton
public class RefusedPage {

    private static final String FILE = "/META-INF/resources/operations/refused.html";

    @GET
    @Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
    public byte[] page() {
        try (var file = RefusedPage.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " does not ship with this build");
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
