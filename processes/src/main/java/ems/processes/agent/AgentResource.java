package ems.processes.agent;

import java.util.List;
import java.util.Optional;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;

import org.jspecify.annotations.Nullable;

import ems.forecasting.Strategies;
import ems.forecasting.federation.ModelFile;
import ems.forecasting.federation.ModelStore;
import ems.ledger.door.RegisteredAgent;
import ems.ledger.key.Ed25519Key;
import ems.ledger.receipt.Receipt;
import ems.ledger.store.RegistryKeys;
import ems.ledger.token.QuestionToken;
import ems.ledger.token.UpdateToken;
import ems.market.party.GridId;
import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.record.Match;
import ems.market.record.RecordedModel;
import ems.market.record.Step;
import ems.processes.grid.GridEngines;
import ems.processes.grid.GridWiring;
import ems.processes.grid.LiveGrid;
import ems.processes.grid.LiveGrids;

/** What the market tells agents: the model that they learn from, and what became of their own party. Looking changes nothing. */
@Path("/api/grids")
@Singleton
public class AgentResource {

    /** The header of an update that holds what is signed of it. */
    static final String SIGNATURE = "Ems-Signature";

    /** Twice the size of an update of the network that runs. */
    private static final int MOST_BYTES = 131_072;

    private final LiveGrids grids;
    private final GridWiring wiring;
    private final GridEngines engines;

    AgentResource(LiveGrids grids, GridWiring wiring, GridEngines engines) {
        this.grids = grids;
        this.wiring = wiring;
        this.engines = engines;
    }

    /** The newest global model that the ledger names; its entity tag is the hash that stands there. */
    @GET
    @Path("/{grid}/models/latest")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    public Response model(@PathParam("grid") String name, @Context Request request) {
        var grid = grids.known(name);
        var id = grid.setup().grid();
        var recorded = grid.journal()
                .latestModel(id)
                .map(RecordedModel::model)
                .orElseThrow(() -> new NotFoundException("Grid '" + name + "' has no model yet."));
        var tag = new EntityTag(recorded.hash());
        var unchanged = request.evaluatePreconditions(tag);
        if (unchanged != null) {
            return unchanged.tag(tag).build();
        }
        byte[] file = engines.models(id)
                .find(ModelStore.global(recorded.version()))
                .filter(found -> found.hash().equals(recorded.hash()))
                .map(ModelFile::bytes)
                .orElseThrow(() -> new NotFoundException(
                        "The file of " + ModelStore.global(recorded.version()) + " is missing here."));
        return Response.ok(file).tag(tag).build();
    }

    /**
     * Keeps what an agent has learnt for the next merge; the ledger says then what became of it.
     *
     * @param token the hash of the file, signed with the home's key
     * @param body safetensors, of the agent's home, as {@code ModelFile} writes it
     */
    @POST
    @Path("/{grid}/models/updates")
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    public Response update(
            @PathParam("grid") String name, @HeaderParam(SIGNATURE) @Nullable String token, byte[] body) {
        var grid = grids.known(name);
        var id = grid.setup().grid();
        if (grid.setup().forecast().equals(Strategies.SECURE)) {
            throw new IllegalArgumentException("grid " + id + " merges masked updates, and takes none in the open");
        }
        if (body.length > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "an update has at most " + MOST_BYTES + " bytes, and not " + body.length);
        }
        var claimed = UpdateToken.claimed(token == null ? "" : token.strip());
        var update = claimed.verified(key(grid, claimed.party()));
        refuseOtherGrid("the update", update.grid(), id);
        var file = ModelFile.of(body);
        if (!file.hash().equals(update.hash())) {
            throw new IllegalArgumentException(
                    "the body has the hash " + file.hash() + ", and " + update.hash() + " is signed");
        }
        if (!(update.party() instanceof ProsumerId home)) {
            throw new IllegalArgumentException(update.party().account() + " is no home: only homes learn");
        }
        engines.updates(id).take(home, file, newest(grid));
        return Response.accepted().build();
    }

    /** Version of the newest global model; -1: there is none yet. */
    private static int newest(LiveGrid grid) {
        return grid.journal()
                .latestModel(grid.setup().grid())
                .map(recorded -> recorded.model().version())
                .orElse(-1);
    }

    private static Ed25519Key key(LiveGrid grid, Party party) {
        var id = grid.setup().grid();
        return new RegistryKeys(grid.ledger())
                .of(id, party)
                .filter(agent -> !agent.revoked())
                .map(RegisteredAgent::key)
                .orElseThrow(
                        () -> new IllegalArgumentException(party.account() + " has no key for bids in grid " + id));
    }

    private static void refuseOtherGrid(String what, GridId signed, GridId here) {
        if (!signed.equals(here)) {
            throw new IllegalArgumentException(what + " is for grid " + signed + ", and this is grid " + here);
        }
    }

    /** @param token a question about a period, signed with the key of the party that it is about */
    @POST
    @Path("/{grid}/agents/questions")
    @Consumes(MediaType.TEXT_PLAIN)
    @Produces(MediaType.APPLICATION_JSON)
    public AgentAnswer answer(@PathParam("grid") String name, @Nullable String token) {
        var grid = grids.known(name);
        var question = question(grid, token == null ? "" : token.strip());
        var key = grid.key(question.period());
        var record = grid.journal().read(key);
        boolean sealed = grid.ledger().block(key).isPresent();
        var receipt = record.match(question.party())
                .filter(match -> sealed)
                .flatMap(match -> receipt(grid, match))
                .map(Receipt::text);
        return AgentAnswer.of(
                record,
                question.party(),
                home -> grid.roster().isPrivate(home, question.period()),
                record.has(Step.MEASURE_EXCHANGE) ? List.of() : grid.exchanges().held(question.period()),
                sealed,
                receipt);
    }

    private static QuestionToken question(LiveGrid grid, String token) {
        var id = grid.setup().grid();
        var claimed = QuestionToken.claimed(token);
        var question = claimed.verified(key(grid, claimed.party()));
        refuseOtherGrid("the question", question.grid(), id);
        return question;
    }

    private Optional<Receipt> receipt(LiveGrid grid, Match match) {
        var id = grid.setup().grid();
        return wiring.receipts().receipt(id, match.id(), grid.ledger().anchoredHeight(id));
    }
}
