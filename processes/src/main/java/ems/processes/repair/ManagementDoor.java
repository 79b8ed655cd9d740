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
import ems.processes.guard.MarketLock;
import ems.processes.period.PeriodStatus;

/** Stands before the engine's management of processes by HTTP: the same orders as by GraphQL, with the same answers. */
@Provider
public class ManagementDoor implements ContainerRequestFilter {

    private static final Pattern MANAGEMENT = Pattern.compile("/?management/processes(/.*)?");
    private static final Pattern OF_INSTANCE =
            Pattern.compile("/?management/processes/[^/]+/instances/([^/]+)(?:/([^/]+))?(?:/.*)?");

    private final PeriodRepair repair;
    private final MarketLock lock;

    @Inject
    public ManagementDoor(PeriodRepair repair, MarketLock lock) {
        this.repair = repair;
        this.lock = lock;
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
        request.abortWith(response(
                lock.isLocked()
                        ? repair.refuse(RefusedOperation.WITHOUT_REASON, "A change without a reason", instance)
                        : answer(request.getMethod(), instance, what)));
    }

    private RepairAnswer answer(String method, String instance, String what) {
        if (method.equals(HttpMethod.DELETE) && !instance.isEmpty() && what.isEmpty()) {
            return repair.order(RepairOrder.ABORT, instance);
        }
        return switch (what) {
            case "retrigger" -> repair.order(RepairOrder.RETRY, instance);
            case "skip" -> repair.order(RepairOrder.SKIP, instance);
            case "nodes" -> repair.refuse(RefusedOperation.NODE, "To trigger a node", instance);
            case "nodeInstances" ->
                repair.refuse(
                        RefusedOperation.NODE,
                        method.equals(HttpMethod.DELETE) ? "To cancel a node" : "To trigger a node again",
                        instance);
            case "migrate" -> repair.refuse(RefusedOperation.MIGRATION, "To migrate a period", instance);
            default ->
                instance.isEmpty()
                        ? repair.refuse(RefusedOperation.MIGRATION, "To change a process", instance)
                        : repair.refuse(RefusedOperation.OTHER, "This change", instance);
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

    private static Response response(RepairAnswer answer) {
        var status = switch (answer.kind()) {
            case DONE -> Status.OK;
            case FAILED -> Status.INTERNAL_SERVER_ERROR;
            case REFUSED -> Status.CONFLICT;
            case UNKNOWN -> Status.NOT_FOUND;
        };
        return answer.isDone()
                ? Response.ok(Map.of("done", answer.words()), MediaType.APPLICATION_JSON_TYPE)
                        .build()
                : Problem.of(status.getStatusCode(), answer.words()).response();
    }
}
