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
import ems.ledger.key.Ed25519Key;
import ems.ledger.receipt.Receipt;
import ems.ledger.receipt.RegistryCopy;
import ems.ledger.token.QuestionToken;
import ems.market.party.Party;
import ems.market.record.MatchedPair;
import ems.market.record.RecordedModel;
import ems.market.record.Step;
import ems.people.role.Right;
import ems.processes.grid.GridEngines;
import ems.processes.grid.GridWiring;
import ems.processes.grid.LiveGrid;
import ems.processes.grid.LiveGrids;
import ems.processes.login.CurrentAsker;
import ems.processes.members.KeyStanding;

/** What the market tells agents: the model that they learn from, and what became of their own party. Looking changes nothing. */
@Path("/api/grids")
@Singleton
public class AgentResource {

    /** The header of an update that holds what is signed of it. */
    static final String SIGNATURE = "Ems-Signature";

    private final LiveGrids grids;
    private final GridWiring wiring;
    private final GridEngines engines;
    private final CurrentAsker asker;

    AgentResource(LiveGrids grids, GridWiring wiring, GridEngines engines, CurrentAsker asker) {
        this.grids = grids;
        this.wiring = wiring;
        this.engines = engines;
        this.asker = asker;
    }

    /**
     * Whether a key speaks for a party, or from which period it will: an agent signs nothing before.
     *
     * @param key as base64url
     */
    @GET
    @Path("/{grid}/agents/{party}/keys/{key}")
    @Produces(MediaType.APPLICATION_JSON)
    public KeyStanding key(
            @PathParam("grid") String name, @PathParam("party") String account, @PathParam("key") String key) {
        var grid = grids.known(name);
        var party = Party.parse(account);
        var by = asker.get();
        if (!by.may(Right.SEND_MESSAGES, grid.setup().grid(), party)) {
            throw new NotFoundException(by.name() + " does not speak for " + account + " in grid '" + name + "'.");
        }
        return KeyStanding.of(grid, party, Ed25519Key.parse(key).text());
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
        var signed = SignedFile.of(grid, token == null ? "" : token.strip(), body);
        engines.updates(id).take(signed.home(), signed.file(), newest(grid));
        return Response.accepted().build();
    }

    /** Version of the newest global model; -1: there is none yet. */
    private static int newest(LiveGrid grid) {
        return grid.journal()
                .latestModel(grid.setup().grid())
                .map(recorded -> recorded.model().version())
                .orElse(-1);
    }

    /** All that the newest block holds of the grid's parties and their keys, with what proves it. */
    @GET
    @Path("/{grid}/agents/registry")
    @Produces(MediaType.APPLICATION_JSON)
    public RegistryCopy registry(@PathParam("grid") String name) {
        var grid = grids.known(name);
        return wiring.receipts()
                .registry(grid.ledger().newest(grid.setup().grid()))
                .orElseThrow(() -> new NotFoundException("Grid '" + name + "' has no block yet."));
    }

    /** @param token a question about a period, signed with the key of the party that it is about */
    @POST
    @Path("/{grid}/agents/questions")
    @Consumes(MediaType.TEXT_PLAIN)
    @Produces(MediaType.APPLICATION_JSON)
    public AgentAnswer answer(@PathParam("grid") String name, @Nullable String token) {
        var grid = grids.known(name);
        var question =
                grid.registry().verified("the question", QuestionToken.claimed(token == null ? "" : token.strip()));
        var key = grid.key(question.period());
        var record = grid.journal().read(key);
        boolean sealed = grid.ledger().block(key).isPresent();
        var receipt = record.pair(question.party())
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

    private Optional<Receipt> receipt(LiveGrid grid, MatchedPair match) {
        var id = grid.setup().grid();
        return wiring.receipts().receipt(id, match.id(), grid.ledger().anchoredHeight(id));
    }
}
