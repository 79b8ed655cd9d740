package ems.processes.sandbox;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import ems.market.party.GridId;
import ems.market.party.Party;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.telemetry.DeadLetter;
import ems.market.telemetry.RegisterReading;
import ems.processes.clock.GridTicker;
import ems.processes.grid.LiveGrid;
import ems.processes.grid.LiveGrids;
import ems.processes.operations.OrderRefused;
import ems.rules.table.Fault;

import static java.util.Objects.requireNonNull;

/**
 * Grids for testers: the live system in everything but the clock, which is set by hand, and the faults, which come on
 * demand. Each has decision tables of its own. Closed unless the application was started with {@code ems.sandbox}.
 */
@Path("/api/sandbox/grids/{grid}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Singleton
public class SandboxResource {

    private static final Logger LOG = Logger.getLogger("ems.clock");
    private static final Set<String> TABLES = Set.of("pricing.csv", "soc-limits.csv", "participation.csv");

    private final LiveGrids grids;
    private final GridTicker ticking;
    private final boolean open;
    private final java.nio.file.Path home;
    private final java.nio.file.Path data;

    private final Map<GridId, Sandbox> sandboxes = new ConcurrentHashMap<>();

    public SandboxResource(
            LiveGrids grids,
            GridTicker ticking,
            @ConfigProperty(name = "ems.sandbox", defaultValue = "false") boolean open,
            @ConfigProperty(name = "ems.home", defaultValue = ".") java.nio.file.Path home,
            @ConfigProperty(name = "ems.data", defaultValue = "data") java.nio.file.Path data) {
        this.grids = grids;
        this.ticking = ticking;
        this.open = open;
        this.home = home;
        this.data = data;
    }

    /** What is special about a tester's grid. */
    private record Sandbox(LiveGrid grid, HandClock clock, FaultySteps faults, java.nio.file.Path tables) {}

    /**
     * An instant to set the clock to.
     *
     * @param standstill whether the market stood still up to then, and the clock did not jump
     */
    public record ClockSetting(Instant now, boolean standstill) {}

    /** A party to revoke. */
    public record RevocationWish(String party, String reason) {}

    /** Another public key for a party's bids. */
    public record KeyWish(String party, String key) {}

    /**
     * What the registers of a car's charger show, in kWh since some instant, and what its meter signed.
     *
     * @param signed a record of the Open Charge Metering Format
     */
    public record ChargerNews(
            String vehicle, Instant at, BigDecimal stored_kwh, BigDecimal released_kwh, String signed) {}

    /** A step that shall fail, how, and how often. */
    public record FaultWish(String step, String kind, int times) {}

    /** The grid's rules as they are. */
    public record RulesView(String version, List<Fault> refusals) {}

    @PUT
    public Response create(@PathParam("grid") String name, SandboxPlan plan) throws IOException {
        refuseUnlessOpen();
        var id = new GridId(name);
        require(plan != null, "the plan is missing");
        var tables = data.resolve("sandbox").resolve(id.text());
        var setup = plan.setup(id, tables);
        if (grids.find(id).isPresent()) {
            throw OrderRefused.conflict("Grid " + id + " has a market already.");
        }
        copyTables(tables);
        var clock = new HandClock(plan.now(), jump -> LOG.warnf("grid %s: %s. %s", id, jump.reason(), jump.advice()));
        var faults = new AtomicReference<FaultySteps>();
        var grid = grids.open(setup, clock, true, market -> {
            faults.set(new FaultySteps(market));
            return faults.get();
        });
        sandboxes.put(id, new Sandbox(grid, clock, requireNonNull(faults.get()), tables));
        return Response.status(Response.Status.CREATED)
                .entity(Map.of("grid", name))
                .build();
    }

    @PUT
    @Path("/clock")
    public Map<String, Instant> setClock(@PathParam("grid") String name, ClockSetting setting) {
        var sandbox = known(name);
        require(setting != null && setting.now() != null, "'now' is missing");
        sandbox.clock().set(setting.now(), setting.standstill());
        var now = sandbox.clock().instant();
        ticking.tick(sandbox.grid(), now);
        return Map.of("now", now);
    }

    @PUT
    @Path("/rules/{table}")
    @Consumes("text/csv")
    public Response replaceTable(@PathParam("grid") String name, @PathParam("table") String table, String text)
            throws IOException {
        var sandbox = known(name);
        if (!TABLES.contains(table)) {
            throw new NotFoundException("There is no table '" + table + "'.");
        }
        var next = sandbox.tables().resolve(table + ".part");
        Files.writeString(next, text);
        Files.move(next, sandbox.tables().resolve(table), StandardCopyOption.ATOMIC_MOVE);
        return Response.noContent().build();
    }

    @GET
    @Path("/rules")
    public RulesView rules(@PathParam("grid") String name) {
        var rules = known(name).grid().rules();
        return new RulesView(
                rules.active().version(),
                rules.standingRefusal().map(refusal -> refusal.faults()).orElse(List.of()));
    }

    @POST
    @Path("/revocations")
    public Response revoke(@PathParam("grid") String name, RevocationWish wish) {
        var grid = known(name).grid();
        require(wish != null && wish.party() != null && wish.reason() != null, "'party' or 'reason' is missing");
        change(() -> grid.market().revoke(grid.key(grid.now()), Party.parse(wish.party()), wish.reason()));
        return Response.noContent().build();
    }

    @POST
    @Path("/keys")
    public Response changeKey(@PathParam("grid") String name, KeyWish wish) {
        var grid = known(name).grid();
        require(wish != null && wish.party() != null && wish.key() != null, "'party' or 'key' is missing");
        change(() -> grid.market()
                .changeKey(grid.key(grid.now()), SandboxPlan.bidKey(Party.parse(wish.party()), wish.key())));
        return Response.noContent().build();
    }

    /** What a car's charger tells, as its station would by OCPP. */
    @POST
    @Path("/chargers")
    public Response tell(@PathParam("grid") String name, ChargerNews news) {
        var grid = known(name).grid();
        require(news != null && news.vehicle() != null && news.at() != null, "'vehicle' or 'at' is missing");
        var vehicle = new VehicleId(news.vehicle());
        require(grid.setup().members().contains(vehicle), vehicle + " is no member of the grid");
        if (news.stored_kwh() != null || news.released_kwh() != null) {
            grid.chargers()
                    .keep(new RegisterReading(
                            vehicle,
                            news.at(),
                            Optional.ofNullable(news.stored_kwh()).map(Energy::ofKilowattHours),
                            Optional.ofNullable(news.released_kwh()).map(Energy::ofKilowattHours)));
        }
        if (news.signed() != null) {
            grid.chargers()
                    .keep(vehicle, news.at(), news.signed())
                    .ifPresent(why -> grid.deadLetters()
                            .add(new DeadLetter(
                                    "charging-stations",
                                    grid.clock().instant(),
                                    news.signed(),
                                    vehicle + "'s charger: " + why)));
        }
        return Response.noContent().build();
    }

    @POST
    @Path("/faults")
    public Response addFault(@PathParam("grid") String name, FaultWish wish) {
        require(wish != null && wish.step() != null && wish.kind() != null, "'step' or 'kind' is missing");
        require(wish.times() > 0, "'times' is " + wish.times() + ", and should be 1 or more");
        known(name).faults().add(wish.step(), FaultySteps.Kind.of(wish.kind()), wish.times());
        return Response.noContent().build();
    }

    /** A period takes one change of the registry. */
    private static void change(Runnable registry) {
        try {
            registry.run();
        } catch (IllegalStateException late) {
            throw OrderRefused.conflict(late.getMessage() + ".");
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private Sandbox known(String name) {
        refuseUnlessOpen();
        var sandbox = sandboxes.get(new GridId(name));
        if (sandbox == null) {
            throw new NotFoundException("No sandbox grid '" + name + "' runs here.");
        }
        return sandbox;
    }

    private void refuseUnlessOpen() {
        if (!open) {
            throw new NotFoundException("The sandbox is closed: start with -Dems.sandbox=true.");
        }
    }

    private void copyTables(java.nio.file.Path to) throws IOException {
        var from = home.resolve("rules").resolve("tables");
        Files.createDirectories(to);
        for (String table : TABLES) {
            Files.copy(from.resolve(table), to.resolve(table), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
