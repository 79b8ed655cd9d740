package ems.processes.members;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;

import ems.console.page.Problem;

/** What is wrong with a form, field by field, so that all of it can be put right at once. */
final class FieldFaults {

    private final Map<String, String> faults = new LinkedHashMap<>();

    void add(String field, String fault) {
        faults.putIfAbsent(field, fault);
    }

    /** What the field says; empty if it is wrong, which is noted then. */
    <T> Optional<T> read(String field, Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (IllegalArgumentException wrong) {
            add(field, String.valueOf(wrong.getMessage()));
            return Optional.empty();
        } catch (ArithmeticException tooLarge) {
            add(field, "is too large to reckon with");
            return Optional.empty();
        }
    }

    /** Refuses the form if a field is wrong. */
    void refuseIfAny() {
        if (faults.isEmpty()) {
            return;
        }
        var detail = faults.entrySet().stream()
                .map(fault -> "'" + fault.getKey() + "': " + fault.getValue())
                .collect(Collectors.joining("; "));
        var members = Problem.of(Status.BAD_REQUEST.getStatusCode(), detail).members();
        members.put("faults", faults);
        throw new WebApplicationException(
                detail,
                Response.status(Status.BAD_REQUEST)
                        .type(Problem.TYPE)
                        .entity(members)
                        .build());
    }
}
