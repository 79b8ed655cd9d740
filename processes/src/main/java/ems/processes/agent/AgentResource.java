package ems.processes.agent;

import java.util.Optional;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
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

import ems.forecasting.federation.ModelFile;
import ems.forecasting.federation.ModelStore;
import ems.ledger.receipt.Receipt;
import ems.ledger.store.RegistryKeys;
import ems.ledger.store.StoredReceipts;
import ems.ledger.token.QuestionToken;
import ems.market.record.Match;
import ems.market.record.RecordedModel;
import ems.processes.grid.GridEngines;
import ems.processes.grid.GridWiring;
import ems.processes.grid.LiveGrid;
import ems.processes.grid.LiveGrids;

/** What the market tells agents: the model that they learn from, and what became of their own party. Looking changes nothing. */
@Path("/api/grids")
@Singleton
public class AgentResource {

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
        return AgentAnswer.of(record, question.party(), sealed, receipt);
    }

    private static QuestionToken question(LiveGrid grid, String token) {
        var id = grid.setup().grid();
        var claimed = QuestionToken.claimed(token);
        var agent = new RegistryKeys(grid.ledger())
                .of(id, claimed.party())
                .orElseThrow(() ->
                        new IllegalArgumentException(claimed.party().account() + " has no key for bids in grid " + id));
        var question = claimed.verified(agent.key());
        if (!question.grid().equals(id)) {
            throw new IllegalArgumentException(
                    "the question is about grid " + question.grid() + ", and this is grid " + id);
        }
        return question;
    }

    private Optional<Receipt> receipt(LiveGrid grid, Match match) {
        var id = grid.setup().grid();
        return new StoredReceipts(wiring.store())
                .receipt(id, match.id(), grid.ledger().anchoredHeight(id));
    }
}
