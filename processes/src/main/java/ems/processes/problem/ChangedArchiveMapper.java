package ems.processes.problem;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

import ems.console.page.Problem;
import ems.rules.ArchiveChanged;

/** Whoever asks for rules whose archived files were changed is told which, and where the right ones are. */
@Provider
public class ChangedArchiveMapper implements ExceptionMapper<ArchiveChanged> {

    private static final int CONFLICT = 409;

    @Override
    public Response toResponse(ArchiveChanged changed) {
        return Problem.of(
                        CONFLICT,
                        "This version cannot be shown: " + changed.getMessage()
                                + ". Put its files back from a backup, into rule-versions of the data folder.")
                .response();
    }
}
