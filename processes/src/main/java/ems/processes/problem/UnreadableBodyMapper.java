package ems.processes.problem;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;

import ems.console.page.Problem;

/**
 * A body that is no JSON, or JSON of another shape than its address asks for: where, and nothing of how it was read. The
 * framework brings a mapper of the same exception: this one goes first.
 */
@Provider
@Priority(Priorities.USER - 1)
public class UnreadableBodyMapper implements ExceptionMapper<JsonProcessingException> {

    private static final int BAD_REQUEST = 400;

    @Override
    public Response toResponse(JsonProcessingException unreadable) {
        var at = unreadable.getLocation();
        var place = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        var what = unreadable instanceof JsonMappingException wrong ? shape(wrong) : "The body is no JSON";
        return Problem.of(BAD_REQUEST, what + place + ": /docs/openapi.json has an example for each address.")
                .response();
    }

    private static String shape(JsonMappingException wrong) {
        var member = new StringBuilder();
        for (Reference part : wrong.getPath()) {
            if (part.getFieldName() != null) {
                member.append(member.isEmpty() ? "" : ".").append(part.getFieldName());
            }
        }
        return member.isEmpty()
                ? "The body has another shape than is asked for"
                : "'" + member + "' of the body is unknown or has another type than is asked for";
    }
}
