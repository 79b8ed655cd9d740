package ems.processes.agent;

import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jspecify.annotations.Nullable;

import ems.forecasting.FederatedSettings;
import ems.forecasting.federation.Announcement;
import ems.forecasting.federation.SelfMask;
import ems.forecasting.round.MaskKey;
import ems.forecasting.round.SecureRounds;
import ems.ledger.token.AnnouncementToken;
import ems.ledger.token.SeedToken;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.GlobalModel;
import ems.market.record.RecordedModel;
import ems.market.telemetry.DeadLetter;
import ems.processes.grid.GridEngines;
import ems.processes.grid.LiveGrid;
import ems.processes.grid.LiveGrids;

/**
 * What agents send to a merge of masked updates. Each message is signed with the home's registered key, and is kept before it is
 * acknowledged; one that is refused is kept among the dead letters.
 */
@Path("/api/grids")
@Singleton
public class RoundResource {

    private static final String DOOR = "rounds";

    private final LiveGrids grids;
    private final GridEngines engines;

    RoundResource(LiveGrids grids, GridEngines engines) {
        this.grids = grids;
        this.engines = engines;
    }

    /** How far the round before the next merge is, and who is in it. */
    @GET
    @Path("/{grid}/models/rounds")
    @Produces(MediaType.APPLICATION_JSON)
    public RoundAnswer round(@PathParam("grid") String name) {
        var grid = grids.known(name);
        var rounds = engines.rounds(grid.setup().grid());
        if (rounds.isEmpty()) {
            return RoundAnswer.IN_THE_OPEN;
        }
        int into = grid.journal()
                .latestModel(grid.setup().grid())
                .map(recorded -> recorded.model().version() + 1)
                .orElse(0);
        return rounds.get().view(into).map(RoundAnswer::of).orElseGet(() -> RoundAnswer.awaited(into));
    }

    /** @param token who takes part, and the key to agree on masks with */
    @POST
    @Path("/{grid}/models/rounds/announcements")
    @Consumes(MediaType.TEXT_PLAIN)
    public Response announce(@PathParam("grid") String name, @Nullable String token) {
        var grid = grids.known(name);
        String text = stripped(token);
        return taken(grid, text, () -> {
            var said = grid.registry().verified("the announcement", AnnouncementToken.claimed(text));
            var newest = newest(grid);
            if (said.into() != newest.version() + 1) {
                throw new IllegalArgumentException("the announcement is for version " + said.into()
                        + " of the model, and version " + (newest.version() + 1) + " is merged next");
            }
            var announcement = new Announcement(
                    LearningHome.of(said), newest.version(), said.samples(), MaskKey.parse(said.key()));
            rounds(grid).announce(announcement, said.model(), newest, nextMerge(grid), text);
        });
    }

    /** The first one that begins after now. */
    private static MatchingPeriod nextMerge(LiveGrid grid) {
        var settings = FederatedSettings.of(grid.setup().grid());
        var at = grid.now().next();
        while (!settings.isMergeDue(at)) {
            at = at.next();
        }
        return at;
    }

    /**
     * @param token the hash of the file, signed with the home's key
     * @param body safetensors: the update under both kinds of masks
     */
    @POST
    @Path("/{grid}/models/rounds/updates")
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    public Response update(
            @PathParam("grid") String name, @HeaderParam(AgentResource.SIGNATURE) @Nullable String token, byte[] body) {
        var grid = grids.known(name);
        String text = stripped(token);
        return taken(grid, text, () -> {
            var signed = SignedFile.of(grid, text, body);
            rounds(grid).take(signed.home(), signed.file());
        });
    }

    /** @param token the seed of the mask of its own on an update that was sent, once all on the list have sent theirs */
    @POST
    @Path("/{grid}/models/rounds/seeds")
    @Consumes(MediaType.TEXT_PLAIN)
    public Response show(@PathParam("grid") String name, @Nullable String token) {
        var grid = grids.known(name);
        String text = stripped(token);
        return taken(grid, text, () -> {
            var shown = grid.registry().verified("the seed", SeedToken.claimed(text));
            rounds(grid).show(LearningHome.of(shown), shown.into(), shown.list(), new SelfMask(shown.seed()));
        });
    }

    private static String stripped(@Nullable String token) {
        return token == null ? "" : token.strip();
    }

    private static Response taken(LiveGrid grid, String text, Runnable taking) {
        try {
            taking.run();
            return Response.accepted().build();
        } catch (IllegalArgumentException refused) {
            grid.deadLetters()
                    .add(new DeadLetter(DOOR, grid.clock().instant(), text, String.valueOf(refused.getMessage())));
            throw refused;
        }
    }

    private SecureRounds rounds(LiveGrid grid) {
        var id = grid.setup().grid();
        return engines.rounds(id)
                .orElseThrow(() -> new IllegalArgumentException("grid " + id + " merges updates in the open"));
    }

    private static GlobalModel newest(LiveGrid grid) {
        return grid.journal()
                .latestModel(grid.setup().grid())
                .map(RecordedModel::model)
                .orElseThrow(() -> new IllegalArgumentException(
                        "grid " + grid.setup().grid() + " has no model yet that somebody could have learnt from"));
    }
}
