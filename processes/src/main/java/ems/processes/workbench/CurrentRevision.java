package ems.processes.workbench;

import java.util.regex.Pattern;
import jakarta.ws.rs.WebApplicationException;

import ems.processes.login.CurrentAsker;

/** The revision of a table as {@code ETag} and {@code If-Match} write it. */
final class CurrentRevision {

    private static final Pattern TAG = Pattern.compile("\"?([0-9]{1,18})\"?");

    private CurrentRevision() {}

    static String tag(long revision) {
        return '"' + Long.toString(revision) + '"';
    }

    /** @throws IllegalArgumentException if it is none */
    static long read(String match) {
        var tag = TAG.matcher(match.strip());
        if (!tag.matches()) {
            throw new IllegalArgumentException("The header If-Match is '" + match
                    + "', and should be the revision of the table that you changed, like \"3\".");
        }
        return Long.parseLong(tag.group(1));
    }

    static WebApplicationException missing(int status) {
        return CurrentAsker.refusal(
                status,
                "The header If-Match is missing: send the revision of the table that you changed, so that nobody's change is"
                        + " written over.");
    }
}
