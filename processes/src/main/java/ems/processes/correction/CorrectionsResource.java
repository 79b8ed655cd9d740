package ems.processes.correction;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;

import ems.console.page.Problem;
import ems.market.party.GridId;
import ems.market.telemetry.DeadLetter;
import ems.processes.grid.LiveGrid;
import ems.processes.grid.LiveGrids;
import ems.processes.operations.Interventions;
import ems.processes.operations.OrderRefused;
import ems.processes.operations.Reason;
import ems.routes.telemetry.CorrectionsRoute;
import ems.routes.telemetry.IncomingMessage;
import ems.routes.telemetry.IntakeReport;
import ems.routes.telemetry.OpenGrids;

/**
 * Readings that a person puts in the place of those that came in. It moves money that was settled, so it asks why, and the trail
 * has a line before anything is kept. The block of the period that books it seals that line with the trail.
 */
@Path("/api/grids")
@Singleton
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class CorrectionsResource {

    private static final int MOST_BYTES = 65_536;
    private static final int ACCEPTED = 202;
    private static final int BAD_REQUEST = 400;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LiveGrids grids;
    private final OpenGrids doors;
    private final Interventions interventions;
    private final ProducerTemplate routes;

    public CorrectionsResource(LiveGrids grids, OpenGrids doors, Interventions interventions, CamelContext routes) {
        this.grids = grids;
        this.doors = doors;
        this.interventions = interventions;
        this.routes = routes.createProducerTemplate();
    }

    /**
     * Corrected readings.
     *
     * @param reason what was found in the meter, in 1 to 300 characters
     * @param readings as a meter sends them: an object or an array of objects
     */
    public record CorrectionWish(
            @Nullable String reason, @Nullable JsonNode readings) {}

    @POST
    @Path("/{grid}/operations/corrections")
    public Response correct(@PathParam("grid") String name, @Nullable CorrectionWish wish) throws IOException {
        interventions.refuseUnlessAllowed();
        var id = new GridId(name);
        var grid = grids.known(name);
        var door = doors.find(id).orElseThrow(() -> OrderRefused.unknown("Grid '" + name + "' takes no readings."));
        var reason = Reason.given(wish == null ? null : wish.reason());
        var readings = wish == null ? null : wish.readings();
        if (readings == null || !readings.isContainerNode() || readings.isEmpty()) {
            throw new IllegalArgumentException(
                    "'readings' is missing: send one or several, as a meter does: meter, at, production_w, consumption_w");
        }
        var body = JSON.writeValueAsBytes(readings);
        if (body.length > MOST_BYTES) {
            throw new IllegalArgumentException("'readings' has " + body.length + " bytes, and at most " + MOST_BYTES
                    + " are taken: send them in parts");
        }
        long trail = interventions.note(
                id,
                "correct readings",
                described(readings),
                reason,
                grid.clock().instant());
        var report = report(
                grid,
                new IncomingMessage(CorrectionsRoute.HTTP, door, grid.clock().instant(), body));
        interventions.answer(
                trail,
                report.accepted() + " readings taken, " + report.letters().size() + " refused");
        return answer(report, trail);
    }

    private IntakeReport report(LiveGrid grid, IncomingMessage message) {
        try {
            return routes.requestBody(CorrectionsRoute.PARSED, message, IntakeReport.class);
        } catch (RuntimeException unkept) {
            throw new IllegalStateException(
                    "the corrections of grid " + grid.setup().grid() + " could not be kept", unkept);
        }
    }

    /** How many, and of whom; the readings themselves are kept where all readings are. */
    private static String described(JsonNode readings) {
        List<JsonNode> each = new ArrayList<>();
        if (readings.isArray()) {
            readings.forEach(each::add);
        } else {
            each.add(readings);
        }
        return each.size() + " of "
                + each.stream()
                        .map(reading -> reading.path("meter").asText("no meter"))
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(", "));
    }

    private static Response answer(IntakeReport report, long trail) {
        if (report.accepted() == 0) {
            var why = report.letters().stream()
                    .map(DeadLetter::reason)
                    .findFirst()
                    .orElse("there was none");
            return Problem.of(
                            BAD_REQUEST, "No reading was taken, as line " + trail + " of the trail says: " + why + ".")
                    .response();
        }
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("accepted", report.accepted());
        members.put("refused", reasons(report.letters()));
        members.put("suspect", reasons(report.suspects()));
        members.put("trail", trail);
        return Response.status(ACCEPTED).entity(members).build();
    }

    private static List<Map<String, String>> reasons(List<DeadLetter> letters) {
        return letters.stream().map(letter -> Map.of("reason", letter.reason())).toList();
    }
}
