package ems.processes.operations;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;

import org.jspecify.annotations.Nullable;
import org.kie.kogito.svg.ProcessSvgService;

import ems.market.party.PeriodKey;
import ems.processes.grid.LiveGrids;
import ems.processes.period.InMemoryPeriods;
import ems.processes.repair.RepairOrder;

/** What an operator asks and orders of a grid and its periods. */
@Path("/api/grids")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
public class OperationsResource {

    private static final String SVG = "image/svg+xml";
    private static final String LINES = "application/x-ndjson";

    private final LiveGrids grids;
    private final OperationsSource source;
    private final OperatorOrders orders;
    private final ManyOrders many;
    private final Interventions interventions;
    private final ProcessSvgService diagrams;

    public OperationsResource(
            LiveGrids grids,
            OperationsSource source,
            OperatorOrders orders,
            ManyOrders many,
            Interventions interventions,
            ProcessSvgService diagrams) {
        this.grids = grids;
        this.source = source;
        this.orders = orders;
        this.many = many;
        this.interventions = interventions;
        this.diagrams = diagrams;
    }

    /**
     * Process instances, newest period first.
     *
     * @param state ACTIVE, ERROR, COMPLETED or ABORTED
     * @param from the first period, an instant in UTC
     * @param before the first period that is too late
     * @param step id of the step at which they stand or failed
     * @param error part of what went wrong
     * @param limit in [1, 200]; 50 without it
     */
    @GET
    @Path("/{grid}/operations")
    public OperationsView list(
            @PathParam("grid") String grid,
            @QueryParam("state") @Nullable String state,
            @QueryParam("from") @Nullable String from,
            @QueryParam("before") @Nullable String before,
            @QueryParam("step") @Nullable String step,
            @QueryParam("error") @Nullable String error,
            @QueryParam("limit") @Nullable String limit) {
        var known = grids.known(grid);
        return source.list(known, InstanceQuery.asked(known.setup().grid(), state, from, before, step, error, limit));
    }

    @GET
    @Path("/{grid}/operations/{start}")
    public PeriodOperation one(@PathParam("grid") String grid, @PathParam("start") String start) {
        return source.one(grids.known(grid), key(grid, start));
    }

    /** The process diagram with the way of the period's instance, as far as the index remembers it. */
    @GET
    @Path("/{grid}/operations/{start}/diagram.svg")
    @Produces(SVG)
    public byte[] diagram(@PathParam("grid") String grid, @PathParam("start") String start) {
        grids.known(grid);
        var picture = source.instance(key(grid, start))
                .flatMap(id -> diagrams.getProcessInstanceSvg(InMemoryPeriods.PROCESS, id, ""))
                .orElseThrow(
                        () -> OrderRefused.unknown("There is no picture of an instance of the period " + start + "."));
        return picture.getBytes(StandardCharsets.UTF_8);
    }

    /** Retries several periods; answers a line of JSON for each as soon as it is done. */
    @POST
    @Path("/{grid}/operations/retry")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(LINES)
    public StreamingOutput retry(@PathParam("grid") String grid, @Nullable RetryWish wish) {
        interventions.refuseUnlessAllowed();
        var known = grids.known(grid);
        var reason = Reason.given(wish == null ? null : wish.reason());
        var starts = wish == null || wish.starts() == null ? List.<String>of() : wish.starts();
        if (starts.isEmpty() || starts.size() > ManyOrders.MOST) {
            throw new IllegalArgumentException("'starts' names " + starts.size() + " periods, and should name 1 to "
                    + ManyOrders.MOST + " by their starts, instants in UTC.");
        }
        var keys = starts.stream().map(start -> key(grid, start)).toList();
        keys.forEach(key -> source.refuseUnknown(known, key));
        return answer -> many.retry(known, keys, reason, answer);
    }

    /** @param order retry, skip or abort */
    @POST
    @Path("/{grid}/operations/{start}/{order}")
    @Consumes(MediaType.APPLICATION_JSON)
    public OrderAnswer order(
            @PathParam("grid") String grid,
            @PathParam("start") String start,
            @PathParam("order") String order,
            @Nullable OrderWish wish) {
        var known = grids.known(grid);
        var key = key(grid, start);
        var wanted = Arrays.stream(RepairOrder.values())
                .filter(each -> OperatorOrders.verb(each).equals(order))
                .findFirst()
                .orElseThrow(() -> OrderRefused.unknown("There is no order '" + order + "': retry, skip or abort."));
        source.refuseUnknown(known, key);
        return orders.repair(wanted, known, key, reason(wish));
    }

    @POST
    @Path("/{grid}/pause")
    @Consumes(MediaType.APPLICATION_JSON)
    public OrderAnswer pause(@PathParam("grid") String grid, @Nullable OrderWish wish) {
        return orders.pause(grids.known(grid), reason(wish), wish == null ? null : wish.until());
    }

    @POST
    @Path("/{grid}/resume")
    @Consumes(MediaType.APPLICATION_JSON)
    public OrderAnswer resume(@PathParam("grid") String grid, @Nullable OrderWish wish) {
        return orders.resume(grids.known(grid), reason(wish));
    }

    private static Reason reason(@Nullable OrderWish wish) {
        return Reason.given(wish == null ? null : wish.reason());
    }

    private static PeriodKey key(String grid, String start) {
        return PeriodKey.parse(grid + "/" + start);
    }
}
