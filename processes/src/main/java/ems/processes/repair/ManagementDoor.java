package ems.processes.repair;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;

import ems.console.page.Problem;
import ems.processes.period.PeriodStatus;

/**
 * Stands before the engine's management of processes by HTTP, which is for looking: it takes no reason, so whatever would change a
 * period is refused, and the answer says where it is ordered.
 */
@Provider
public class ManagementDoor implements ContainerRequestFilter {

    private static final Pattern MANAGEMENT = Pattern.compile("/?management/processes(/.*)?");
    private static final Pattern OF_INSTANCE =
            Pattern.compile("/?management/processes/[^/]+/instances/([^/]+)(?:/([^/]+))?(?:/.*)?");

    private final PeriodRepair repair;

    @Inject
    public ManagementDoor(PeriodRepair repair) {
        this.repair = repair;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var path = request.getUriInfo().getPath();
        if (!MANAGEMENT.matcher(path).matches()) {
            return;
        }
        var named = OF_INSTANCE.matcher(path);
        var instance = named.matches() ? named.group(1) : "";
        var what = Optional.ofNullable(named.matches() ? named.group(2) : null).orElse("");
        if (isRead(request.getMethod())) {
            if (what.equals("error")) {
                repair.failure(instance).ifPresent(failure -> request.abortWith(failureOf(instance, failure)));
            }
            return;
        }
        request.abortWith(
                refused(repair.refuse(operation(request.getMethod(), instance, what), "This change", instance)));
    }

    private static RefusedOperation operation(String method, String instance, String what) {
        if (instance.isEmpty()) {
            return RefusedOperation.MIGRATION;
        }
        return switch (what) {
            case "" -> method.equals(HttpMethod.DELETE) ? RefusedOperation.WITHOUT_REASON : RefusedOperation.OTHER;
            case "retrigger", "skip" -> RefusedOperation.WITHOUT_REASON;
            case "nodes", "nodeInstances" -> RefusedOperation.NODE;
            case "migrate" -> RefusedOperation.MIGRATION;
            default -> RefusedOperation.OTHER;
        };
    }

    private static boolean isRead(String method) {
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD) || method.equals(HttpMethod.OPTIONS);
    }

    private static Response failureOf(String instance, PeriodStatus failure) {
        return Response.ok(
                        Map.of("id", instance, "failedNodeId", failure.failedNode(), "message", failure.message()),
                        MediaType.APPLICATION_JSON_TYPE)
                .build();
    }

    private static Response refused(RepairAnswer answer) {
        return Problem.of(Status.CONFLICT.getStatusCode(), answer.words()).response();
    }
}
