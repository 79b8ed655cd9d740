package ems.console.page;

import java.util.LinkedHashMap;
import java.util.Map;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;

/**
 * Why a request was not done, as RFC 9457 has it; its type is {@code about:blank}, which is left out.
 *
 * @param title the status in words
 * @param status of the answer, from 400 on
 * @param detail one or two sentences for who asked: the value, the bound, what to do
 */
public record Problem(String title, int status, String detail) {

    /** The media type of a body that is a problem. */
    public static final String TYPE = "application/problem+json";

    private static final int MISDIRECTED = 421;

    public static Problem of(int status, String detail) {
        return new Problem(title(status), status, detail);
    }

    private static String title(int status) {
        if (status == MISDIRECTED) {
            return "Misdirected Request";
        }
        var known = Status.fromStatusCode(status);
        return known == null ? "Status " + status : known.getReasonPhrase();
    }

    /** For a body that is written member by member. */
    public Map<String, Object> members() {
        var members = new LinkedHashMap<String, Object>();
        members.put("title", title);
        members.put("status", status);
        members.put("detail", detail);
        return members;
    }

    public Response response() {
        return Response.status(status).type(TYPE).entity(this).build();
    }
}
