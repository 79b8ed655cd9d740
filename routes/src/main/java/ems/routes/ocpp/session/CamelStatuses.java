package ems.routes.ocpp.session;

import java.time.InstantSource;

import org.apache.camel.ProducerTemplate;

import ems.market.party.GridId;
import ems.market.telemetry.VehicleStatus;
import ems.routes.ocpp.frame.FrameText;
import ems.routes.telemetry.IncomingMessage;
import ems.routes.telemetry.OpenGrids;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Sends reports into the route that takes those which come by HTTP, in the same form, so that they are checked alike. */
public final class CamelStatuses implements SendStatus {

    private static final String DOOR = "charging-stations";
    private static final String ROUTE = "direct:vehicle-status";

    private final ProducerTemplate camel;
    private final OpenGrids grids;
    private final InstantSource clock;

    public CamelStatuses(ProducerTemplate camel, OpenGrids grids, InstantSource clock) {
        this.camel = camel;
        this.grids = grids;
        this.clock = clock;
    }

    /** A grid that is not open takes no reports. */
    @Override
    public void send(GridId grid, VehicleStatus status) {
        grids.find(grid)
                .ifPresent(open -> camel.requestBody(
                        ROUTE,
                        new IncomingMessage(
                                DOOR, open, clock.instant(), json(status).getBytes(UTF_8))));
    }

    private static String json(VehicleStatus status) {
        var message = FrameText.object()
                .put("vehicle", status.vehicle().text())
                .put("at", status.at().toString())
                .put("plugged_in", status.pluggedIn())
                .put("driven_kwh", status.driven().toKilowattHours());
        status.stored().ifPresent(stored -> message.put("stored_kwh", stored.toKilowattHours()));
        return FrameText.text(message);
    }
}
